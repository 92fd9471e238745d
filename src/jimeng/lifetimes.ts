/** How long the service keeps a task, in milliseconds (contract 4). */
export const taskLifetime = 12 * 60 * 60 * 1000;

/** How long a picture's address is good for, in milliseconds (contract 4). */
export const addressLifetime = 24 * 60 * 60 * 1000;

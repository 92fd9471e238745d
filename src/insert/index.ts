/** The face of this room. */
export { fileNameFor } from './fileName.ts';
export { insertImage, type Obstacle } from './insertImage.ts';

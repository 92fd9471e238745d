/** What `loadService` in `index.ts` loads. A file of its own because the bundler splits by file. */
export { createClient } from './api/client.ts';
export { checkKey } from './api/tokenUsage.ts';
export { generate, resume } from './run/generate.ts';
export { readImage } from './run/readImage.ts';

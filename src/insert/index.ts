/** The public API of this layer. */
export { createFileName } from './fileName.ts';
export {
  dropImage,
  fileExists,
  insertImage,
  type InsertableImage,
  type Obstacle,
  type UndoStep,
} from './insertImage.ts';
export { releaseName, reserveName } from './reserveName.ts';

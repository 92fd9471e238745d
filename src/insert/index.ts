/** The face of this room. */
export { createFileName as fileNameFor } from './fileName.ts';
export { reserveName as freeName, releaseName } from './reserveName.ts';
export {
  dropImage,
  fileExists as exists,
  insertImage,
  type InsertableImage as InsertablePicture,
  type Obstacle,
  type UndoStep,
} from './insertImage.ts';

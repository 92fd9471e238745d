/** The face of this room. */
export { fileNameFor } from './fileName.ts';
export { freeName, releaseName } from './freeName.ts';
export {
  dropImage,
  exists,
  insertImage,
  type InsertablePicture,
  type Obstacle,
  type UndoStep,
} from './insertImage.ts';

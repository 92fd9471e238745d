/** The face of this room. */
export { fileNameFor } from './fileName.ts';
export { freeName, releaseName } from './freeName.ts';
export { exists, insertImage, type Obstacle, type UndoStep } from './insertImage.ts';

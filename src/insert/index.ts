/** The public API of this layer. */
export { createFileName } from './fileName.ts';
export { fillFileName, fitTypedName, type NamedImage } from './fileNameTemplate.ts';
export {
  dropImage,
  fileExists,
  insertImage,
  type InsertableImage,
  type Obstacle,
  type UndoStep,
} from './insertImage.ts';
export { findPlaces } from './place/findPlaces.ts';
export type {
  FileReference,
  Place,
  PlaceDocument,
  PlaceNote,
  PlaceRule,
  PlaceSettings,
  ProjectReader,
  ProjectRule,
} from './place/place.ts';
export { findRootText } from './place/rootText.ts';
export { findSameFile, type FileReader } from './sameFile.ts';
export { releaseName, reserveName } from './reserveName.ts';

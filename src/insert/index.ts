/** The public API of this layer. */
export { createPlace, type InsertPlace } from './choosePlace.ts';
export { dropImages, type DroppedImages } from './dropImages.ts';
export { InsertionHistory, type TrackedInsertion } from './editor/insertionHistory.ts';
export type { EditorTarget } from './editor/revealEditor.ts';
export { UntitledDocuments } from './editor/untitledDocuments.ts';
export { createFileName } from './fileName.ts';
export { fillFileName, fitTypedName, type NamedImage } from './fileNameTemplate.ts';
export { fileExists, type InsertableImage, type InsertedFile } from './imageFiles.ts';
export { insertImages, type InsertedImages, type InsertResult } from './insertImages.ts';
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
export {
  getRecordedDocument,
  type InsertBlocked,
  type InsertQuestions,
  type Obstacle,
} from './prepareImages.ts';
export { releaseName, reserveName } from './reserveName.ts';
export { findSameFile, type FileReader } from './sameFile.ts';
export { findStaleInsertions, type RecordedInsertion } from './staleInsertions.ts';

/** The public API of this layer. */
export { createPlace, type InsertPlace } from './choosePlace.ts';
export { dropImages, type DroppedImages } from './dropImages.ts';
export { createFileName } from './fileName.ts';
export { fileExists, type InsertableImage, type InsertedFile } from './imageFiles.ts';
export { insertImages, type InsertedImages, type InsertResult } from './insertImages.ts';
export { InsertionHistory, type TrackedInsertion } from './editor/insertionHistory.ts';
export {
  getRecordedDocument,
  type InsertBlocked,
  type InsertQuestions,
  type Obstacle,
} from './prepareImages.ts';
export { releaseName, reserveName } from './reserveName.ts';
export type { EditorTarget } from './editor/revealEditor.ts';
export { UntitledDocuments } from './editor/untitledDocuments.ts';
export { findStaleInsertions, type RecordedInsertion } from './staleInsertions.ts';

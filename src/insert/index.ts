/** The public API of this layer. */
export { dropImages, type DroppedImages } from './dropImages.ts';
export { getDocumentUri, isUntitled, moveUri } from './editor/documents.ts';
export { InsertionHistory, type TrackedInsertion } from './editor/insertionHistory.ts';
export type { EditorTarget } from './editor/revealEditor.ts';
export { UntitledDocuments } from './editor/untitledDocuments.ts';
export { createFileName } from './fileName.ts';
export { fileExists, type InsertableImage, type InsertedFile } from './imageFiles.ts';
export { insertImages, type InsertedImages, type InsertResult } from './insertImages.ts';
export type { InsertOptions, InsertSettings, PlaceFinder, Step } from './insertOptions.ts';
export { addPubspecAsset } from './place/projects/pubspec.ts';
export type { Place, PlaceNote, PlaceRule } from './place/place.ts';
export type { InsertBlocked, Obstacle } from './prepareImages.ts';
export { toUri } from './projectReader.ts';
export { releaseName, reserveName } from './reserveName.ts';
export { findStaleInsertions, type RecordedInsertion } from './staleInsertions.ts';

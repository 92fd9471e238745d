/** The public API of this layer. Loaded on the first selection or insertion. */
export type {
  DocumentLanguage,
  ImageReference,
  Insertion,
  InsertionContext,
  InsertionNote,
  Placement,
  ReferencedImage,
  ReferenceForm,
  TextEdit,
  TextRange,
} from './language.ts';
export { extractPrompt } from './prompt.ts';
export { findLanguage } from './registry.ts';
export { toAltText } from './text/altText.ts';
export { formatReference } from './reference.ts';
export { getReferenceKind } from './referenceKind.ts';

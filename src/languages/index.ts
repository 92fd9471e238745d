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
export { mentionsFile, replacePath } from './mentions.ts';
export { plainText } from './code/plainText.ts';
export { extractParagraph } from './paragraph.ts';
export { extractPrompt } from './prompt.ts';
export { findLanguage } from './registry.ts';
export { toAltText } from './text/altText.ts';
export {
  insertAtRanges,
  type CombinedInsertion,
  type TabStop,
  type WrittenRange,
} from './text/insertAtRanges.ts';

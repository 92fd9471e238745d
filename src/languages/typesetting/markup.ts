import type {
  DocumentLanguage,
  Insertion,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
  TextEdit,
  TextRange,
} from '../language.ts';
import { altText, concatenate, type WrittenText } from '../text/edits.ts';
import type { Line } from '../text/lines.ts';
import { insertIntoFlow, type FlowPlace } from './flow.ts';
import {
  addAfter,
  getSeparatorAfter,
  writeImages,
  writePaths,
  type ImageWriter,
} from './writeImages.ts';

/** A reference of a document that the cursor is in, or the parts of it that are to be filled in. */
export interface ImageSlot extends TextRange {
  readonly path: TextRange;
  /** Set if it is also replaced. */
  readonly alt?: TextRange;
  /** What is missing before a path. */
  readonly pathPrefix?: string;
  /** The delimiters to add around an alt text. */
  readonly altPrefix?: string;
  readonly altSuffix?: string;
}

/** Where the cursor is in a document of lightweight markup. */
export type MarkupPlace =
  /** Where no image can be shown, or only its path is missing. */
  | { readonly kind: 'path'; readonly range: TextRange; readonly notes: readonly InsertionNote[] }
  | { readonly kind: 'slot'; readonly slot: ImageSlot }
  | {
      readonly kind: 'flow';
      readonly place: FlowPlace;
      /** The position to insert at, if it is not the cursor. */
      readonly cursor?: TextRange;
      readonly placement?: InsertionContext['placement'];
      readonly notes?: readonly InsertionNote[];
    };

/** How languages of lightweight markup differ. */
export interface MarkupSyntax {
  readonly locate: (text: string, range: TextRange, context: InsertionContext) => MarkupPlace;
  readonly inline: ImageWriter;
  readonly block: ImageWriter;
  readonly isBoundary?: (line: Line, side: 'above' | 'below') => boolean;
  readonly spaceAfter?: RegExp;
  readonly spaceBefore?: RegExp;
}

/** Creates the insertion of a language from its syntax. */
export function createInsert(syntax: MarkupSyntax): DocumentLanguage['insert'] {
  return (text, range, images, context) => {
    const found = syntax.locate(text, range, context);
    if (found.kind === 'slot') return fillSlot(text, found.slot, images, syntax, context);
    if (found.kind === 'path') {
      const paths = images.map(({ path }) => path);
      return { edits: [writePaths(text, found.range, paths, context)], notes: found.notes };
    }
    const { place, cursor = range, placement = context.placement, notes = [] } = found;
    const isAfterPrompt = context.isAfterPrompt && found.cursor === undefined;
    const { block, inline, locate: _, ...rules } = syntax;
    const separator = getBlockSeparator(place, context);
    return insertIntoFlow(
      text,
      cursor,
      place,
      {
        ...rules,
        writeInline: () => writeImages(images, inline, context, ' '),
        writeBlock: (indentation) =>
          writeImages(images, block, context, separator + indentation, indentation),
      },
      { ...context, placement, isAfterPrompt },
      notes,
    );
  };
}

/** What is between two images below each other. */
function getBlockSeparator({ separator }: FlowPlace, { eol }: InsertionContext): string {
  return separator?.[0] === '+' ? `${eol}+${eol}` : eol + eol;
}

function fillSlot(
  text: string,
  slot: ImageSlot,
  [first, ...others]: readonly ReferencedImage[],
  { inline, block }: MarkupSyntax,
  context: InsertionContext,
): Insertion {
  if (first === undefined) return { edits: [], notes: [] };
  const { path, alt, pathPrefix = '', altPrefix = '', altSuffix = '' } = slot;
  const newPath = pathPrefix + inline.escapePath(first.path);
  const edits: TextEdit[] = [{ start: path.start, end: path.end, text: newPath, alts: [] }];
  if (alt) {
    const written: WrittenText = concatenate(
      altPrefix,
      altText(inline.escapeAlt(first.alt)),
      altSuffix,
    );
    edits.push({ start: alt.start, end: alt.end, ...written });
  }
  const separator = getSeparatorAfter(text, slot, context);
  const isBlock = separator !== ' ';
  const written = writeImages(
    others,
    isBlock ? block : inline,
    context,
    isBlock ? context.eol + separator : ' ',
    separator.trimStart(),
  );
  edits.push(...addAfter(slot, written, isBlock ? context.eol + separator : ' '));
  return { edits, notes: [] };
}

import type {
  DocumentLanguage,
  Insertion,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
  TextEdit,
  TextRange,
} from '../../language.ts';
import { altText, concatenate, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import { insertIntoFlow } from '../flow.ts';
import { insertIntoTypstCode, takesImage } from './typstCode.ts';
import { extractTypstText } from '../markupText.ts';
import { findSpan, findTypstFlow, isTypstBoundary } from './typstPlace.ts';
import {
  escapeTypstString,
  findTypstImages,
  toTypstReferences,
  type TypstImage,
} from './typstReferences.ts';
import { scanTypst, type TypstSpan } from './typstScanner.ts';
import {
  addAfter,
  getSeparatorAfter,
  writeImage,
  writeImages,
  writePaths,
  type ImageWriter,
} from '../writeImages.ts';

const codeWriter: ImageWriter = {
  escapePath: escapeTypstString,
  escapeAlt: escapeTypstString,
  write: (path, alt) => concatenate(`image("${path}", alt: "`, altText(alt), '")'),
};
const markupWriter: ImageWriter = {
  ...codeWriter,
  write: (path, alt, indentation) => concatenate('#', codeWriter.write(path, alt, indentation)),
};

/** Typst. */
export const typst: DocumentLanguage = {
  ids: ['typst'],
  extensions: ['typ'],
  unsupportedImages: ['avif'],
  readPrompt: extractTypstText,
  insert: (text, range, images, context) =>
    new TypstInsertion(text, range, images, context).insert(),
  findReferences: (text) => toTypstReferences(text, findTypstImages(text, scanTypst(text))),
};

class TypstInsertion {
  readonly #text: string;
  readonly #range: TextRange;
  readonly #images: readonly ReferencedImage[];
  readonly #context: InsertionContext;
  readonly #spans: readonly TypstSpan[];

  constructor(
    text: string,
    range: TextRange,
    images: readonly ReferencedImage[],
    context: InsertionContext,
  ) {
    this.#text = text;
    this.#range = range;
    this.#images = images;
    this.#context = context;
    this.#spans = scanTypst(text);
  }

  insert(): Insertion {
    const { start } = this.#range;
    const span = findSpan(this.#spans, start, this.#text);
    if (span?.kind === 'comment') return this.#insertIntoComment(span);
    // Not in its marks.
    const isInRaw =
      span?.kind === 'raw' && span.content.start <= start && start <= span.content.end;
    if (isInRaw) return this.#insertPaths('pathInCode');
    const image = findTypstImages(this.#text, this.#spans).findLast(
      ({ args, end }) => args.callStart < start && start < Math.max(end, args.content.end + 1),
    );
    if (image && this.#isOwnPart(image, span)) return this.#insertIntoImage(image);
    if (span?.kind === 'string' && span.parent?.kind !== 'math')
      return this.#insertIntoString(span);
    return this.#insertAt(this.#range, span);
  }

  /** Whether a span is the image or one of its arguments, not content in one of them. */
  #isOwnPart({ args }: TypstImage, span: TypstSpan | undefined): boolean {
    return span === args || span?.parent === args || span?.start === args.callStart - 1;
  }

  #insertAt(range: TextRange, span: TypstSpan | undefined): Insertion {
    const isTaken = span?.kind === 'args' && !takesImage(this.#text, range, span);
    if (isTaken) return this.#insertBehind(span);
    if (span?.kind === 'args' || span?.kind === 'code') return this.#insertIntoCode(range, span);
    if (span?.kind === 'statement') {
      const before = this.#text.slice(span.content.start, range.start).slice(-50);
      const after = this.#text.slice(range.end, getLine(this.#text, range.end).end).trim();
      if (/[=:>]\s*$/.test(before) && (after === '' || range.start !== range.end))
        return this.#insertIntoCode(range, span);
    }
    if (span === undefined || span.kind === 'content') return this.#insertFlow(range);
    // A formula, a link, or the name of a function: after it.
    const outer = span.kind === 'string' ? span.parent : span;
    const end = { start: outer?.end ?? range.end, end: outer?.end ?? range.end };
    return this.#isInCode(outer?.parent)
      ? this.#insertAt(end, outer?.parent)
      : this.#insertFlow(end);
  }

  /** Behind all code that a span is in. */
  #insertBehind(span: TypstSpan): Insertion {
    let outer = span;
    while (outer.parent !== undefined && outer.parent.kind !== 'content') outer = outer.parent;
    return this.#insertFlow({ start: outer.end, end: outer.end });
  }

  #isInCode(span: TypstSpan | undefined): boolean {
    return span !== undefined && span.kind !== 'content';
  }

  #insertIntoCode(range: TextRange, span: TypstSpan): Insertion {
    const write = (image: ReferencedImage): WrittenText =>
      this.#context.template === undefined
        ? writeImage(image, codeWriter, this.#context)
        : concatenate('[', writeImage(image, markupWriter, this.#context), ']');
    return insertIntoTypstCode(this.#text, range, span, this.#images, write, this.#context);
  }

  /** In a string that is empty or a path, the path. */
  #insertIntoString(span: TypstSpan): Insertion {
    const { content } = span;
    const value = this.#text.slice(content.start, content.end);
    const isOther = value.trim() !== '' && !/\/$|\.(?:png|jpe?g|gif|svg|webp|pdf)$/i.test(value);
    if (isOther && this.#range.start === this.#range.end) return this.#insertBehind(span);
    const isPath = /^[^\s]*$/.test(value);
    const text = this.#images.map(({ path }) => escapeTypstString(path)).join(' ');
    return replaceRange(isPath ? content : this.#range, text, isPath ? [] : ['pathOnly']);
  }

  #insertPaths(note: InsertionNote): Insertion {
    const paths = this.#images.map(({ path }) => path);
    const edit = writePaths(this.#text, this.#range, paths, this.#context);
    return { edits: [edit], notes: [note] };
  }

  #insertIntoComment(comment: TypstSpan): Insertion {
    const line = getLine(this.#text, comment.start);
    const isTrailing = this.#text.slice(line.start, comment.start).trim() !== '';
    const isInCode = this.#isInCode(comment.parent);
    if (isInCode || !(isTrailing || this.#context.isAfterPrompt))
      return this.#insertPaths('pathInComment');
    return this.#insertFlow({ start: comment.end, end: comment.end }, 'below');
  }

  #insertIntoImage(image: TypstImage): Insertion {
    const { args, path, alt } = image;
    const isIn = (part: TextRange | undefined): boolean =>
      part !== undefined && part.start <= this.#range.start && this.#range.end <= part.end;
    if (isIn(path)) return this.#fill(image, path, undefined);
    if (path === undefined || path.start === path.end || isIn(alt))
      return this.#fill(image, path, alt);
    const end = { start: args.end, end: args.end };
    const { parent } = args;
    return parent === undefined || parent.kind === 'call' || parent.kind === 'content'
      ? this.#insertFlow(end)
      : this.#insertAt(end, parent);
  }

  #fill(image: TypstImage, path: TextRange | undefined, alt: TextRange | undefined): Insertion {
    const [first, ...others] = this.#images;
    if (first === undefined) return { edits: [], notes: [] };
    const edits: TextEdit[] = [];
    if (path === undefined) {
      const { start, end } = image.args.content;
      const rest = this.#text.slice(start, end);
      const newAlt = image.alt ? [] : [', alt: "', altText(escapeTypstString(first.alt)), '"'];
      const separator = rest.trim() === '' ? '' : ', ';
      const written = concatenate(`"${escapeTypstString(first.path)}"`, ...newAlt, separator);
      edits.push({ start, end: rest.trim() === '' ? end : start, ...written });
    } else edits.push({ ...path, text: escapeTypstString(first.path), alts: [] });
    if (alt)
      edits.push({ start: alt.start, end: alt.end, ...altText(escapeTypstString(first.alt)) });
    edits.sort((a, b) => a.start - b.start);
    const isInMarkup = this.#text[image.start] === '#';
    const separator = isInMarkup ? getSeparatorAfter(this.#text, image, this.#context) : ', ';
    const written = writeImages(
      others,
      isInMarkup ? markupWriter : codeWriter,
      this.#context,
      separator,
    );
    return { edits: [...edits, ...addAfter(image, written, separator)], notes: [] };
  }

  #insertFlow(range: TextRange, placement = this.#context.placement): Insertion {
    const leading = this.#findLeadingStatements(range);
    if (leading !== undefined)
      return this.#insertFlowAt({ start: leading, end: leading }, 'below', ['moved']);
    return this.#insertFlowAt(range, placement, []);
  }

  /** Where the settings at the start of a document end, if a range is before them: an image there needs a page of its own. */
  #findLeadingStatements({ end }: TextRange): number | undefined {
    if (this.#text.slice(0, end).trim() !== '') return undefined;
    let last: number | undefined;
    for (const span of this.#spans) {
      if (span.parent !== undefined || span.start < (last ?? 0)) continue;
      if (this.#text.slice(last ?? 0, span.start).trim() !== '') break;
      const isSetting = /^#(?:set|show|import|let)\b/.test(
        this.#text.slice(span.start, span.start + 8),
      );
      if (span.kind !== 'comment' && !(span.kind === 'statement' && isSetting)) break;
      last = span.end;
    }
    return last;
  }

  #insertFlowAt(
    range: TextRange,
    placement: InsertionContext['placement'],
    notes: readonly InsertionNote[],
  ): Insertion {
    const isMoved = range !== this.#range;
    const { eol, isAfterPrompt } = this.#context;
    const context = { ...this.#context, placement, isAfterPrompt: isAfterPrompt && !isMoved };
    const cursor = placement === 'below' ? range : this.#range;
    const place = findTypstFlow(this.#text, cursor, range, this.#spans);
    const writer = {
      writeInline: () => writeImages(this.#images, markupWriter, this.#context, ' '),
      writeBlock: (indentation: string) =>
        writeImages(
          this.#images,
          markupWriter,
          this.#context,
          eol + eol + indentation,
          indentation,
        ),
      isBoundary: isTypstBoundary,
      spaceAfter: /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’$*_`>]$/u,
      spaceBefore: /^[\p{L}\p{N}$#*_`@<([]/u,
    };
    return insertIntoFlow(this.#text, cursor, place, writer, context, notes);
  }
}

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
import { escapeLatex, escapeLatexFileName } from './escapeLatex.ts';
import { insertIntoFlow } from '../flow.ts';
import { lacksGraphicx } from './latexPackages.ts';
import { findLastComment, findMagicComments } from './latexComments.ts';
import { findLatexFlow, isLatexBoundary, type LatexFlow } from './latexPlace.ts';
import { findLatexImages, toLatexReferences, type LatexImage } from './latexReferences.ts';
import { scanLatex, type LatexSpan } from './latexScanner.ts';
import { extractLatexText } from './latexText.ts';
import {
  addAfter,
  getSeparatorAfter,
  writeImages,
  writePaths,
  type ImageWriter,
} from '../writeImages.ts';

const imageWriter: ImageWriter = {
  escapePath: escapeLatexFileName,
  escapeAlt: escapeLatex,
  write: (path, alt) =>
    concatenate('\\includegraphics[width=\\linewidth, alt={', altText(alt), `}]{${path}}`),
};

/** LaTeX and its literate dialects. */
export const latex: DocumentLanguage = {
  ids: ['latex', 'tex', 'latex-expl3', 'doctex', 'rsweave', 'jlweave', 'pweave'],
  extensions: ['tex', 'ltx', 'dtx', 'rnw', 'jnw', 'texw'],
  unsupportedImages: ['webp', 'avif', 'gif'],
  readPrompt: extractLatexText,
  insert: (text, range, images, context) => {
    const spans = scanLatex(text);
    const insertion = new LatexInsertion(text, range, images, context, spans).insert();
    const isShown = !insertion.notes.some((note) => note.startsWith('path'));
    return isShown && lacksGraphicx(text, spans, context.rootText)
      ? { ...insertion, notes: [...insertion.notes, 'graphicxMissing'] }
      : insertion;
  },
  findReferences: (text) => toLatexReferences(text, findLatexImages(text, scanLatex(text))),
};

/** Commands of a preamble whose arguments are shown somewhere. */
const shownInPreamble =
  /^(?:titlegraphic|logo|(?:re|provide)?newcommand|renewcommand|providecommand|def|sbox|savebox|[lcr](?:head|foot)|fancy(?:head|foot)|[io]?head|[io]?foot|titlehead|publishers|extratitle|institute|AddTo\w+|setbeamertemplate|NewDocumentCommand|newenvironment)\*?$/;

class LatexInsertion {
  readonly #text: string;
  readonly #range: TextRange;
  readonly #images: readonly ReferencedImage[];
  readonly #context: InsertionContext;
  readonly #spans: readonly LatexSpan[];

  constructor(
    text: string,
    range: TextRange,
    images: readonly ReferencedImage[],
    context: InsertionContext,
    spans: readonly LatexSpan[],
  ) {
    this.#text = text;
    this.#range = range;
    this.#images = images;
    this.#context = context;
    this.#spans = spans;
  }

  insert(): Insertion {
    const { start } = this.#range;
    const image = findLatexImages(this.#text, this.#spans).find(
      (each) => each.start < start && (start < each.end || start <= each.path.end),
    );
    if (image) return this.#insertIntoImage(image);
    const hidden = this.#spans.find(
      ({ kind, name, start: from, end }) =>
        (kind === 'comment' || kind === 'verbatim') &&
        from < start &&
        (start < end || (start === end && name === '')),
    );
    if (hidden?.kind === 'verbatim') return this.#insertPaths('pathInCode');
    const body = this.#spans.find(
      ({ kind, name }) => kind === 'environment' && name === 'document',
    );
    if (hidden) return this.#insertIntoComment(hidden, body);
    return this.#insertIntoDocument(body);
  }

  #insertPaths(note: InsertionNote): Insertion {
    const paths = this.#images.map(({ path }) => path);
    return {
      edits: [writePaths(this.#text, this.#range, paths, this.#context)],
      notes: [note],
    };
  }

  /** Fills in the missing parts of an image, or inserts after it. */
  #insertIntoImage(image: LatexImage): Insertion {
    const { start, end } = this.#range;
    const isIn = (part: TextRange | undefined): boolean =>
      part !== undefined && part.start <= start && end <= part.end;
    const isEmpty = this.#text.slice(image.path.start, image.path.end).trim() === '';
    if (isIn(image.path)) return this.#fill(image, false);
    if (isIn(image.alt)) return this.#fill(image, true);
    if (!isEmpty) return this.#insertFlow({ start: image.end, end: image.end });
    const options = this.#text.slice(image.options?.start, image.options?.end).trim();
    return image.options !== undefined && options !== ''
      ? this.#fill(image, true)
      : replaceRange(image, this.#write(this.#images, '\n'));
  }

  #fill({ path, alt, ...image }: LatexImage, hasNewAlt: boolean): Insertion {
    const [first, ...others] = this.#images;
    if (first === undefined) return { edits: [], notes: [] };
    const edits: TextEdit[] = [];
    if (alt && hasNewAlt) {
      const written = altText(escapeLatex(first.alt));
      edits.push({
        start: alt.start,
        end: alt.end,
        ...(alt.isBraced ? written : concatenate('{', written, '}')),
      });
    }
    edits.push({
      start: path.start,
      end: path.end,
      text: escapeLatexFileName(first.path),
      alts: [],
    });
    const separator = getSeparatorAfter(this.#text, image, this.#context);
    edits.push(...addAfter(image, this.#write(others, separator), separator));
    return { edits, notes: [] };
  }

  /** Inserts below a comment that was the prompt, or that is at the end of a line. */
  #insertIntoComment(comment: LatexSpan, body: LatexSpan | undefined): Insertion {
    const line = getLine(this.#text, comment.start);
    const isTrailing =
      comment.name === '' && line.text.slice(0, comment.start - line.start).trim() !== '';
    const isInBody = !body || (body.start < comment.start && comment.end < body.end);
    if (!isInBody || !(isTrailing || this.#context.isAfterPrompt))
      return this.#insertPaths('pathInComment');
    let end = getLine(this.#text, comment.end).end;
    if (!isTrailing) end = findLastComment(this.#text, end);
    const block = isTrailing ? undefined : { start: line.start, end };
    return this.#insertFlow({ start: end, end }, 'below', [], block);
  }

  #insertIntoDocument(body: LatexSpan | undefined): Insertion {
    const { start, end } = this.#range;
    if (!body) {
      const hasClass = this.#spans.some(({ name }) =>
        /^(?:documentclass|Provides(?:Package|Class))$/.test(name),
      );
      if (hasClass) return this.#insertPaths('pathOnly');
      const magic = findMagicComments(this.#text);
      if (magic === undefined || start > magic.end) return this.#insertFlow(this.#range);
      const after = { start: magic.end, end: magic.end };
      return this.#insertFlow(after, 'below', ['moved'], magic);
    }
    const head = Math.max(body.content.start, getLine(this.#text, body.start).end);
    if (start <= body.start || (start < body.content.start && end <= head)) {
      const isShown = this.#spans.some(
        (span) =>
          span.kind === 'argument' &&
          span.start < start &&
          start < span.end &&
          shownInPreamble.test(span.name),
      );
      if (isShown) return this.#insertFlow(this.#range, 'cursor');
      const title = /^\s*\\maketitle(?![a-z])/i.exec(
        this.#text.slice(body.content.start, body.content.end),
      );
      const first = body.content.start + (title?.[0].length ?? 0);
      return this.#insertFlow({ start: first, end: first }, 'below', ['moved']);
    }
    if (start >= body.end && body.content.end < body.end) {
      const last = getLine(this.#text, body.content.end).start;
      return this.#insertFlow({ start: last, end: last }, 'auto', ['moved']);
    }
    return this.#insertFlow(this.#range);
  }

  #insertFlow(
    range: TextRange,
    placement = this.#context.placement,
    notes: readonly InsertionNote[] = [],
    block?: TextRange,
  ): Insertion {
    const isMoved = range !== this.#range;
    const context: InsertionContext = {
      ...this.#context,
      placement,
      isAfterPrompt: this.#context.isAfterPrompt && !isMoved,
    };
    const isBeamer = /\\documentclass(?:\[[^\]]*\])?\{(?:ctex)?beamer\}/.test(
      (context.rootText ?? this.#text).slice(0, 10_000),
    );
    const place = findLatexFlow(this.#text, range, this.#spans, isBeamer);
    return insertIntoFlow(
      this.#text,
      range,
      block ? { ...place, block } : place,
      {
        writeInline: () => this.#wrap(this.#write(this.#images, ' '), place, ''),
        writeBlock: (indentation) => this.#writeBlock(place, indentation),
        isBoundary: isLatexBoundary,
        spaceAfter: /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’$]$/u,
        spaceBefore: /^(?:[\p{L}\p{N}$]|\\[a-z(])/iu,
      },
      context,
      notes,
    );
  }

  #writeBlock(place: LatexFlow, indentation: string): WrittenText {
    const { eol } = this.#context;
    const separator = place.separator?.length === 0 || place.wrapper ? eol : eol + eol;
    const inner = place.wrapper === 'frame' ? `${indentation}  ` : indentation;
    const images = this.#write(this.#images, separator + inner, inner);
    return this.#wrap(images, place, indentation);
  }

  #wrap(images: WrittenText, { wrapper }: LatexFlow, indentation: string): WrittenText {
    const { eol } = this.#context;
    if (wrapper === 'item') return concatenate('\\item ', images);
    if (wrapper === undefined) return images;
    return concatenate(
      `\\begin{frame}${eol}${indentation}  `,
      images,
      `${eol}${indentation}\\end{frame}`,
    );
  }

  #write(images: readonly ReferencedImage[], separator: string, indentation = ''): WrittenText {
    return writeImages(images, imageWriter, this.#context, separator, indentation);
  }
}

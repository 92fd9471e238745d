import { getFileName } from '../../text/fileName.ts';
import type {
  DocumentLanguage,
  Insertion,
  InsertionContext,
  TextEdit,
  TextRange,
} from '../../language.ts';
import { altText, concatenate, join, type WrittenText } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import { createInsert } from '../markup.ts';
import { extractRstText } from '../markupText.ts';
import { locateInRst } from './rstPlace.ts';
import { scanRst } from './rstScanner.ts';
import { insertIntoTable } from './rstTable.ts';
import { writeImage, type ImageWriter } from '../writeImages.ts';

const block: ImageWriter = {
  escapePath: (path) => path.replace(/[\\ ]/g, '\\$&'),
  // The value of an option is read as it is.
  escapeAlt: (alt) => alt,
  write: (path, alt, indentation) => writeDirective('', path, alt, indentation, '\n'),
};

function writeDirective(
  substitution: string,
  path: string,
  alt: string,
  indentation: string,
  eol: string,
): WrittenText {
  const head = `.. ${substitution}image:: ${path}`;
  return alt === ''
    ? concatenate(head)
    : concatenate(`${head}${eol}${indentation}   :alt: `, altText(alt));
}

/** Images in a line are substitutions, which are defined at the end of the document. */
class Substitutions {
  readonly #text: string;
  readonly #names: Set<string>;
  readonly #definitions: WrittenText[] = [];
  readonly #context: InsertionContext;

  constructor(text: string, context: InsertionContext) {
    const known = text.matchAll(/(?<=\.\. \|)[^|\n]+(?=\|)/g);
    this.#names = new Set(Array.from(known, ([name]) => name.toLowerCase()));
    this.#text = text;
    this.#context = context;
  }

  /** Defines an image, unless the document does, and returns the reference to it. */
  define(path: string, alt: string): string {
    const file = getStem(path);
    const stem = file.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'image';
    const write = (name: string) => writeDirective(`|${name}| `, path, alt, '', this.#context.eol);
    let name = stem;
    for (let number = 2; this.#names.has(name.toLowerCase()); number++) {
      if (this.#has(write(name).text)) return `|${name}|`;
      name = `${stem}-${number}`;
    }
    this.#names.add(name.toLowerCase());
    this.#definitions.push(write(name));
    return `|${name}|`;
  }

  /** Whether the document has just this definition, with no more options. */
  #has(definition: string): boolean {
    const { eol } = this.#context;
    const lines = `${eol}${this.#text}${eol}`;
    const at = lines.indexOf(`${eol}${definition}${eol}`);
    const next = at + definition.length + 2 * eol.length;
    return at >= 0 && !/[^\S\r\n]/.test(lines.charAt(next));
  }

  /** The edit that adds the definitions at the end of the document. */
  *write(text: string, edits: readonly TextEdit[]): Generator<TextEdit> {
    if (this.#definitions.length === 0) return;
    const { eol } = this.#context;
    const content = Math.max(text.trimEnd().length, ...edits.map(({ end }) => end));
    const { start, end } = getLine(text, content);
    const separator = text.slice(start, end).startsWith('   :') ? eol : eol + eol;
    yield { start: end, end, ...concatenate(separator, join(this.#definitions, eol)) };
  }
}

function getStem(path: string): string {
  const name = getFileName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** reStructuredText. */
export const restructuredText: DocumentLanguage = {
  ids: ['restructuredtext'],
  extensions: ['rst', 'rest'],
  readPrompt: extractRstText,
  insert: (text, range, images, context) => {
    const substitutions = new Substitutions(text, context);
    const inline: ImageWriter = {
      ...block,
      write: (path, alt) => concatenate(substitutions.define(path, alt)),
    };
    const found = locateInRst(text, range, context);
    const table = found.kind === 'flow' ? found.table : undefined;
    let insertion: Insertion;
    if (table && found.kind === 'flow') {
      const at = found.place.inline;
      const references = images.map((image) => writeImage(image, inline, context).text);
      insertion = {
        edits: insertIntoTable(text, table, at, pad(text, at, references.join(' '))),
        notes: [],
      };
    } else {
      const directive: ImageWriter = {
        ...block,
        write: (path, alt, indentation) => writeDirective('', path, alt, indentation, context.eol),
      };
      insertion = createInsert({
        locate: () => found,
        inline,
        block: directive,
        spaceAfter,
        spaceBefore,
      })(text, range, images, context);
    }
    return {
      ...insertion,
      edits: [...insertion.edits, ...substitutions.write(text, insertion.edits)],
    };
  },
  findReferences: (text) =>
    scanRst(text).images.map(({ path, alt, ...range }) => ({
      ...range,
      path: { ...path, value: text.slice(path.start, path.end).replace(/\\(.)/g, '$1') },
      ...(alt && { alt: { ...alt, value: text.slice(alt.start, alt.end) } }),
    })),
};

/** What an inline reference must not touch: see "inline markup recognition rules" of docutils. */
const spaceAfter = /[^\s'"([{<\-/:]$/u;
const spaceBefore = /^[^\s'")\]}>\-/:.,;!?\\]/u;

function pad(text: string, { start, end }: TextRange, reference: string): string {
  const before = spaceAfter.test(text.slice(Math.max(0, start - 2), start)) ? ' ' : '';
  return before + reference + (spaceBefore.test(text.slice(end, end + 2)) ? ' ' : '');
}

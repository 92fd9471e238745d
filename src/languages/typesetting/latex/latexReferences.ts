import type { ImageReference, TextRange } from '../../language.ts';
import type { LatexSpan } from './latexScanner.ts';

/** Commands whose last argument is an image file. */
const imageCommands =
  /^(?:includegraphics\*?|includesvg|includepdf|pgfimage|adjustimage|adjincludegraphics)$/;

/** `\includegraphics` with its parts. */
export interface LatexImage extends TextRange {
  /** What is between its braces. */
  readonly path: TextRange;
  /** What is between its brackets. */
  readonly options?: TextRange;
  /** What is between the braces of `alt`, or its value without them. */
  readonly alt?: TextRange & { readonly isBraced: boolean };
}

/** Finds the images of a document that are not in comments or code. */
export function findLatexImages(text: string, spans: readonly LatexSpan[]): readonly LatexImage[] {
  const optionsByCommand = new Map<number, TextRange>();
  const images = new Map<number, LatexImage>();
  for (const { kind, name, start, end, commandStart, content } of spans) {
    if (!imageCommands.test(name) || start === commandStart) continue;
    if (kind === 'option') optionsByCommand.set(commandStart, content);
    if (kind !== 'argument') continue;
    const options = optionsByCommand.get(commandStart);
    const alt = options && findAlt(text, options);
    const path = cutPath(text, content);
    images.set(commandStart, {
      start: commandStart,
      end: path === content ? end : path.end,
      path,
      ...(options && { options }),
      ...(alt && { alt }),
    });
  }
  return [...images.values()];
}

/** Without the text after an unclosed brace. */
function cutPath(text: string, path: TextRange): TextRange {
  const first = text.slice(path.start, path.end).search(/\n/);
  const isClosed = first === -1 && text[path.end] === '}';
  if (isClosed) return path;
  const word = /^\S*/.exec(text.slice(path.start, path.end))?.[0] ?? '';
  return { start: path.start, end: path.start + word.length };
}

/** The value of `alt` in the options of an image. */
function findAlt(text: string, options: TextRange): LatexImage['alt'] {
  let depth = 0;
  let start = options.start;
  for (let index = options.start; index <= options.end; index++) {
    const character = index === options.end ? ',' : text.charAt(index);
    if (character === '\\') index++;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === ',' && depth <= 0) {
      const key = /^\s*alt\s*=\s*/.exec(text.slice(start, index));
      if (key) return toValue(text, start + key[0].length, index);
      start = index + 1;
    }
  }
  return undefined;
}

function toValue(text: string, start: number, end: number): NonNullable<LatexImage['alt']> {
  const value = text.slice(start, end).trimEnd();
  return value.startsWith('{') && value.endsWith('}')
    ? { start: start + 1, end: start + value.length - 1, isBraced: true }
    : { start, end: start + value.length, isBraced: false };
}

/** The references of a document, with the values of their paths and alt texts. */
export function toLatexReferences(
  text: string,
  images: readonly LatexImage[],
): readonly ImageReference[] {
  return images.map(({ start, end, path, alt }) => ({
    start,
    end,
    path: {
      start: path.start,
      end: path.end,
      value: unescapeLatexFileName(text.slice(path.start, path.end)),
    },
    ...(alt && {
      alt: {
        start: alt.start,
        end: alt.end,
        value: unescapeLatex(text.slice(alt.start, alt.end)),
      },
    }),
  }));
}

const characters: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
};

/** Unescapes LaTeX text. */
function unescapeLatex(text: string): string {
  return text.replace(
    /\\(textbackslash|textasciitilde|textasciicircum|textasciigrave)(?:\{\}|\s)?|\\([#$%&_{}])|\{\}/g,
    (_match, name: string | undefined, escaped: string | undefined) =>
      name === undefined ? (escaped ?? '') : (characters[name] ?? ''),
  );
}

/** Unescapes the file name argument of `\includegraphics`. */
function unescapeLatexFileName(path: string): string {
  return path
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/\\string\s?|\\detokenize\b/g, '')
    .replace(/\\([%#{}&_$])/g, '$1');
}

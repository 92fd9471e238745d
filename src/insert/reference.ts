import {
  toSingleLine,
  encodePath,
  escapeHtmlAttribute,
  escapeJsxAttribute,
  escapeLatex,
  escapeLatexFileName,
  escapeMarkdown,
  escapeMdx,
} from './escape.ts';
import type { ReferenceKind } from './referenceKind.ts';

/** What a reference says: a relative path with forward slashes, not encoded, and a description, which may have several lines. */
export interface ReferencedImage {
  path: string;
  alt: string;
}

/** The text to write at the cursor. */
export interface ImageReference {
  text: string;
  /** Where the alt text stands in `text`, in UTF-16 units from its start; absent where the language has none. */
  alt?: { start: number; end: number };
}

interface ReferenceSyntax {
  /** Matches a line up to the cursor when the cursor stands where only a path is missing, as in `src="`. */
  slot: RegExp;
  encode: (path: string) => string;
  write: (path: string, alt: string, lineBefore: string) => ImageReference;
}

const attributeSlot = /(?:^|\s)(?:src|srcset|href|poster|content)\s*=\s*["']$/;
const urlSlot = /\burl\(\s*["']?$/;
const markdownSlot = new RegExp(`\\]\\(<?$|${attributeSlot.source}`);
const htmlSlot = new RegExp(`${attributeSlot.source}|${urlSlot.source}`);

const createMarkdownSyntax = (escape: (text: string) => string): ReferenceSyntax => ({
  slot: markdownSlot,
  encode: encodePath,
  write: (path, alt) => joinWithAlt('![', escape(alt), `](${path})`),
});

const createCssSyntax = (terminator: string): ReferenceSyntax => ({
  slot: urlSlot,
  encode: encodePath,
  write: (path, _alt, lineBefore) => {
    const url = `url("${path}")`;
    const startsDeclaration = /(?:^|[{};]|\*\/)\s*$/.test(lineBefore);
    return { text: startsDeclaration ? `background-image: ${url}${terminator}` : url };
  },
});

const htmlSyntax: ReferenceSyntax = {
  slot: htmlSlot,
  encode: encodePath,
  write: (path, alt) => joinWithAlt(`<img src="${path}" alt="`, escapeHtmlAttribute(alt), '">'),
};

const syntaxes: Readonly<Record<ReferenceKind, ReferenceSyntax>> = {
  markdown: createMarkdownSyntax(escapeMarkdown),
  mdx: createMarkdownSyntax(escapeMdx),
  html: htmlSyntax,
  component: {
    ...htmlSyntax,
    // Compilers of single-file components bundle only sources that begin with a dot.
    encode: (path) => (path.startsWith('../') ? encodePath(path) : `./${encodePath(path)}`),
  },
  css: createCssSyntax(';'),
  indentedCss: createCssSyntax(''),
  latex: {
    slot: /\\includegraphics\*?(?:\[.*\])?\{$/,
    encode: escapeLatexFileName,
    write: (path, alt) =>
      joinWithAlt('\\includegraphics[width=\\linewidth, alt={', escapeLatex(alt), `}]{${path}}`),
  },
  jsx: {
    slot: htmlSlot,
    encode: encodePath,
    write: (path, alt) => joinWithAlt(`<img src="${path}" alt="`, escapeJsxAttribute(alt), '" />'),
  },
  path: {
    slot: /$/,
    encode: (path) => path,
    write: (path) => ({ text: path }),
  },
};

/**
 * How a language refers to a picture.
 * @param lineBefore the text of the line before the cursor: in CSS a value gets `url(…)` and an empty line a whole
 * declaration; after a word a space comes first; where only the path is missing (`src="`, `](`, `url(`, `\includegraphics{`), only the path is written
 */
export function formatReference(
  kind: ReferenceKind,
  image: ReferencedImage,
  lineBefore: string,
): ImageReference {
  const syntax = syntaxes[kind];
  const path = syntax.encode(image.path);
  if (syntax.slot.test(lineBefore)) return { text: path };
  const reference = syntax.write(path, toSingleLine(image.alt), lineBefore);
  return proseEndPattern.test(lineBefore) ? prependSpace(reference) : reference;
}

/** A line that ends in a word or its punctuation, so that a picture would stick to it. */
const proseEndPattern = /[\p{L}\p{N}.,;:!?。，；：！？…)\]”’]$/u;

/** Only what reads as a part of the text: a value in a style sheet or a bare path stays as it is. */
function prependSpace(reference: ImageReference): ImageReference {
  const { text, alt } = reference;
  return alt ? { text: ` ${text}`, alt: { start: alt.start + 1, end: alt.end + 1 } } : reference;
}

function joinWithAlt(before: string, alt: string, after: string): ImageReference {
  return {
    text: before + alt + after,
    alt: { start: before.length, end: before.length + alt.length },
  };
}

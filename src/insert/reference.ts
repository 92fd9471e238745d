import {
  encodePath,
  escapeAttribute,
  escapeLatex,
  escapeLatexFileName,
  escapeMarkdown,
  escapeMdx,
  toAltText,
} from './escape.ts';
import type { ReferenceKind } from './referenceKind.ts';

/** The image that a reference points to. */
export interface ReferencedImage {
  /** Relative, with forward slashes, not encoded. */
  path: string;
  /** As the user wrote it: of any length, with several lines. */
  alt: string;
}

/** A reference to an image, to insert at the cursor. */
export interface ImageReference {
  text: string;
  /** The range of the alt text in `text`, in UTF-16 units. Absent if the language has no alt text. */
  alt?: { start: number; end: number };
}

interface ReferenceSyntax {
  /** Matches the text before the cursor where only a path is missing, as in `src="`. */
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
  write: (path, alt) => joinWithAlt(`<img src="${path}" alt="`, escapeAttribute(alt), '">'),
};

const syntaxes: Readonly<Record<ReferenceKind, ReferenceSyntax>> = {
  markdown: createMarkdownSyntax(escapeMarkdown),
  mdx: createMarkdownSyntax(escapeMdx),
  html: htmlSyntax,
  component: {
    ...htmlSyntax,
    // Compilers of single-file components bundle only sources that start with a dot.
    encode: (path) => (path.startsWith('../') ? encodePath(path) : `./${encodePath(path)}`),
  },
  css: createCssSyntax(';'),
  indentedCss: createCssSyntax(''),
  latex: {
    slot: /\\includegraphics\*?(?:\[.{0,1000}\])?\{$/,
    encode: escapeLatexFileName,
    write: (path, alt) =>
      joinWithAlt('\\includegraphics[width=\\linewidth, alt={', escapeLatex(alt), `}]{${path}}`),
  },
  jsx: {
    slot: htmlSlot,
    encode: encodePath,
    write: (path, alt) => joinWithAlt(`<img src="${path}" alt="`, escapeAttribute(alt), '" />'),
  },
  path: {
    slot: /$/,
    encode: (path) => path,
    write: (path) => ({ text: path }),
  },
};

/**
 * Formats a reference to an image.
 * @param lineBefore the text of the line before the cursor. Where only a path is missing (`src="`, `](`, `url(`,
 * `\includegraphics{`), only the path is written. In CSS, a value becomes `url(…)`, and an empty line a whole
 * declaration. After a word, the reference starts with a space.
 */
export function formatReference(
  kind: ReferenceKind,
  image: ReferencedImage,
  lineBefore: string,
): ImageReference {
  const syntax = syntaxes[kind];
  const path = syntax.encode(image.path);
  if (syntax.slot.test(lineBefore)) return { text: path };
  const reference = syntax.write(path, toAltText(image.alt), lineBefore);
  return proseEndPattern.test(lineBefore) ? prependSpace(reference) : reference;
}

/** Matches a line that ends with a word or its punctuation, so that a space is needed. */
const proseEndPattern = /[\p{L}\p{N}.,;:!?。，；：！？…)\]”’]$/u;

/** Only references with alt text are a part of prose: values in style sheets and bare paths get no space. */
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

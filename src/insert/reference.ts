import {
  asOneLine,
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
export interface Picture {
  path: string;
  alt: string;
}

/** The text to write at the cursor. */
export interface Reference {
  text: string;
  /** Where the alt text stands in `text`, in UTF-16 units from its start; absent where the language has none. */
  alt?: { start: number; end: number };
}

interface Language {
  /** Matches a line up to the cursor when the cursor stands where only a path is missing, as in `src="`. */
  slot: RegExp;
  path: (path: string) => string;
  write: (path: string, alt: string, lineBefore: string) => Reference;
}

const attributeSlot = /(?:^|\s)(?:src|srcset|href|poster|content)\s*=\s*["']$/;
const urlSlot = /\burl\(\s*["']?$/;
const markdownSlot = new RegExp(`\\]\\(<?$|${attributeSlot.source}`);
const htmlSlot = new RegExp(`${attributeSlot.source}|${urlSlot.source}`);

const markdown = (escape: (text: string) => string): Language => ({
  slot: markdownSlot,
  path: encodePath,
  write: (path, alt) => withAlt('![', escape(alt), `](${path})`),
});

const css = (end: string): Language => ({
  slot: urlSlot,
  path: encodePath,
  write: (path, _alt, lineBefore) => {
    const url = `url("${path}")`;
    const startsDeclaration = /(?:^|[{};]|\*\/)\s*$/.test(lineBefore);
    return { text: startsDeclaration ? `background-image: ${url}${end}` : url };
  },
});

const html: Language = {
  slot: htmlSlot,
  path: encodePath,
  write: (path, alt) => withAlt(`<img src="${path}" alt="`, escapeHtmlAttribute(alt), '">'),
};

const languages: Readonly<Record<ReferenceKind, Language>> = {
  markdown: markdown(escapeMarkdown),
  mdx: markdown(escapeMdx),
  html,
  component: {
    ...html,
    // Compilers of single-file components bundle only sources that begin with a dot.
    path: (path) => (path.startsWith('../') ? encodePath(path) : `./${encodePath(path)}`),
  },
  css: css(';'),
  indentedCss: css(''),
  latex: {
    slot: /\\includegraphics\*?(?:\[.*\])?\{$/,
    path: escapeLatexFileName,
    write: (path, alt) =>
      withAlt('\\includegraphics[width=\\linewidth, alt={', escapeLatex(alt), `}]{${path}}`),
  },
  jsx: {
    slot: htmlSlot,
    path: encodePath,
    write: (path, alt) => withAlt(`<img src="${path}" alt="`, escapeJsxAttribute(alt), '" />'),
  },
  path: {
    slot: /$/,
    path: (path) => path,
    write: (path) => ({ text: path }),
  },
};

/**
 * How a language refers to a picture.
 * @param lineBefore the text of the line before the cursor: in CSS a value gets `url(…)` and an empty line a whole
 * declaration; after a word a space comes first; where only the path is missing (`src="`, `](`, `url(`, `\includegraphics{`), only the path is written
 */
export function writeReference(
  kind: ReferenceKind,
  picture: Picture,
  lineBefore: string,
): Reference {
  const language = languages[kind];
  const path = language.path(picture.path);
  if (language.slot.test(lineBefore)) return { text: path };
  const reference = language.write(path, asOneLine(picture.alt), lineBefore);
  return endsInProse.test(lineBefore) ? afterSpace(reference) : reference;
}

/** A line that ends in a word or its punctuation, so that a picture would stick to it. */
const endsInProse = /[\p{L}\p{N}.,;:!?。，；：！？…)\]”’]$/u;

/** Only what reads as a part of the text: a value in a style sheet or a bare path stays as it is. */
function afterSpace(reference: Reference): Reference {
  const { text, alt } = reference;
  return alt ? { text: ` ${text}`, alt: { start: alt.start + 1, end: alt.end + 1 } } : reference;
}

function withAlt(before: string, alt: string, after: string): Reference {
  return {
    text: before + alt + after,
    alt: { start: before.length, end: before.length + alt.length },
  };
}

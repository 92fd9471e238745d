import type { ReferencedImage } from '../language.ts';
import { escapeAttribute } from '../html/escape.ts';
import { toCharacterReference } from '../text/characterReference.ts';
import { altText, concatenate, copyOf, type WrittenText } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { fillTemplate } from '../text/template.ts';
import { escapeMarkdown, escapeMdx } from './escape.ts';

/** How a dialect differs from Markdown. */
export interface MarkdownDialect {
  /** Whether elements are JSX, braces are expressions, and there is no HTML. */
  readonly isMdx: boolean;
  /** Whether code in ```` ```{r} ```` runs, so that a path in it is a string. */
  readonly hasRunnableCode: boolean;
  /** Writes the alt text after a reference, where text in brackets would be a visible caption. */
  readonly writeAltAfter?: (alt: WrittenText) => WrittenText;
  readonly encodePath: (path: string) => string;
  readonly escapeAlt: (alt: string) => string;
  /** A whole reference, from its encoded path and its escaped alt text. */
  readonly write: (path: string, alt: WrittenText) => WrittenText;
}

const writeImage = (path: string, alt: WrittenText) => concatenate('![', alt, `](${path})`);

/** CommonMark with GitHub's extensions, and what site generators add to it. */
export const commonDialect: MarkdownDialect = {
  isMdx: false,
  hasRunnableCode: false,
  encodePath,
  escapeAlt: escapeMarkdown,
  write: writeImage,
};

/** MDX, whose bundlers resolve only paths that start with a dot. */
export const mdxDialect: MarkdownDialect = {
  isMdx: true,
  hasRunnableCode: false,
  encodePath: (path) => (/^\.{0,2}\//.test(path) ? encodePath(path) : `./${encodePath(path)}`),
  escapeAlt: escapeMdx,
  write: writeImage,
};

/** Quarto, which makes `fig-alt` the alt text in every format. */
export const quartoDialect = createPandocDialect((alt) => concatenate('{fig-alt="', alt, '"}'));

/** R Markdown, whose Pandoc reads `alt`. Quarto, which renders it too, reads `fig-alt`. */
export const rMarkdownDialect = createPandocDialect((alt) =>
  concatenate('{fig-alt="', alt, '" alt="', copyOf(alt), '"}'),
);

/**
 * Pandoc shows the text in brackets as a caption below an image that is alone in its paragraph, so the alt text
 * is an attribute.
 */
function createPandocDialect(writeAlt: (alt: WrittenText) => WrittenText): MarkdownDialect {
  return {
    isMdx: false,
    hasRunnableCode: true,
    encodePath,
    escapeAlt: escapePandocAttribute,
    writeAltAfter: writeAlt,
    write: (path, alt) => concatenate(`![](${path})`, writeAlt(alt)),
  };
}

/** Writes a reference where a whole one fits. */
export function writeReference(
  dialect: MarkdownDialect,
  image: ReferencedImage,
  template: string | undefined,
): WrittenText {
  const path = dialect.encodePath(image.path);
  const alt = dialect.escapeAlt(image.alt);
  if (template === undefined) return dialect.write(path, altText(alt));
  const isQuoted = /["'<]/.test(template);
  return fillTemplate(template, { path, alt: isQuoted ? escapeQuoted(alt) : alt, image });
}

/** Replaces backslash escapes, which HTML attributes do not have, and quotes by character references. */
function escapeQuoted(alt: string): string {
  return alt
    .replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => toCharacterReference(character))
    .replace(/["'\\]/g, toCharacterReference);
}

/** Writes a reference as HTML, inside an HTML block, where Markdown is shown as text. */
export function writeElement({ path, alt }: ReferencedImage): WrittenText {
  return concatenate(`<img src="${encodePath(path)}" alt="`, altText(escapeAttribute(alt)), '">');
}

/** Pandoc decodes character references in attributes. knitr runs code in backquotes before it. */
function escapePandocAttribute(alt: string): string {
  return alt
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\\/g, '\\\\')
    .replace(/[`${}@#"<|]/g, toCharacterReference);
}

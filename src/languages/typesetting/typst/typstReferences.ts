import type { ImageReference, TextRange } from '../../language.ts';
import type { TypstSpan } from './typstScanner.ts';

/** A call of `image` with its parts. */
export interface TypstImage extends TextRange {
  readonly args: TypstSpan;
  /** What is between the quotation marks of the path and of the alt text. */
  readonly path?: TextRange;
  readonly alt?: TextRange;
}

/** Finds the images of a document that are not in comments or raw text. */
export function findTypstImages(text: string, spans: readonly TypstSpan[]): readonly TypstImage[] {
  const images = new Map<TypstSpan, { path?: TextRange; alt?: TextRange }>();
  for (const span of spans) {
    if (span.kind === 'args' && span.name === 'image') images.set(span, {});
    const image = span.kind === 'string' && span.parent && images.get(span.parent);
    if (!image) continue;
    const key = /(?:^|[(,\s])([a-z]+)\s{0,9}:\s{0,9}$/.exec(
      text.slice(Math.max(0, span.start - 40), span.start),
    )?.[1];
    if (key === undefined) image.path ??= span.content;
    if (key === 'alt') image.alt ??= span.content;
  }
  return [...images].map(([args, parts]) => ({
    start: text[args.callStart - 1] === '#' ? args.callStart - 1 : args.callStart,
    end: args.end,
    args,
    ...parts,
  }));
}

/** The references of a document, with the values of their paths and alt texts. */
export function toTypstReferences(
  text: string,
  images: readonly TypstImage[],
): readonly ImageReference[] {
  const toValue = ({ start, end }: TextRange) => ({
    start,
    end,
    value: unescapeString(text.slice(start, end)),
  });
  return images.flatMap(({ start, end, path, alt }) =>
    path ? [{ start, end, path: toValue(path), ...(alt && { alt: toValue(alt) }) }] : [],
  );
}

/** Escapes what is between the quotation marks of a string. */
export function escapeTypstString(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

function unescapeString(text: string): string {
  const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(
    /\\(?:u\{([\da-f]{1,6})\}|([^]))/gi,
    (_match, code: string | undefined, character: string | undefined) =>
      code === undefined
        ? (characters[character ?? ''] ?? character ?? '')
        : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)),
  );
}

import { maxUrlCharacters } from '../../untrusted/limits.ts';

/** An image of a task, as a response offers it. One without URLs and base64 is withheld. */
export interface OfferedImage {
  /** Absolute URLs of this image, in the order to try; valid for 24 hours (docs/service.md §7.3). */
  readonly urls: readonly string[];
  /** The image as base64, if the response includes it (docs/service.md §7.1). */
  readonly base64?: string;
}

const withheld: OfferedImage = { urls: [] };

/** The start of an image file as base64: PNG, JPEG, WebP, GIF, AVIF. */
const imageStartPattern = /^(iVBORw0KGgo|\/9j\/|UklGR|R0lGOD|AAAA[\w+/]{3}mZ0eX)/;
const base64Pattern = /^[\w+/=\s-]+$/;
const emptyValuePattern = /^(null|nil|none|undefined|true|false)?$/i;
/** A host with an optional port, before a path. */
const hostPattern = /^(?:[\w-]{1,63}\.){1,10}[\w-]{1,63}(?::\d{1,5})?\//;
const relativePattern = /^[\w.~%-]{1,200}(?:\/|\.(?:png|jpe?g|webp|gif|avif|image)\b)\S*$/i;

/** Splits a text of several URLs at white space, and at commas where another URL begins. */
export function splitUrls(text: string, maxCount: number): string[] {
  const isUrlText =
    text.length <= maxUrlCharacters * maxCount && /^\s{0,20}(https?:)?\/\//i.test(text);
  if (!isUrlText) return [text];
  return text.trim().split(/[,;\s]\s{0,20}(?=(?:https?:)?\/\/)/i, maxCount);
}

/**
 * The image that a text offers: a URL, perhaps without a scheme or relative to `origin`, a `data:`
 * URL, or base64. Withheld if it is none of them, or has another scheme.
 * @param isBase64Field whether the field is documented to hold base64
 */
export function parseImageSource(
  text: string,
  origin: string,
  isBase64Field: boolean,
): OfferedImage {
  const source = text.trim();
  if (emptyValuePattern.test(source)) return withheld;
  const dataUrl = /^data:[^,]{0,200};base64,/i.exec(source);
  if (dataUrl) return { urls: [], base64: source.slice(dataUrl[0].length) };
  if (!/^https?:/i.test(source) && isBase64(source, isBase64Field))
    return { urls: [], base64: source };
  const url = source.length <= maxUrlCharacters ? toAbsoluteUrl(source, origin) : undefined;
  return url === undefined ? withheld : { urls: [url] };
}

function isBase64(source: string, isBase64Field: boolean): boolean {
  const isLong = source.length > maxUrlCharacters;
  const isLikely = isBase64Field || isLong || imageStartPattern.test(source);
  return isLikely && base64Pattern.test(source.slice(0, 1000));
}

/** Uses https where a URL has no scheme, because the origin of every real provider has it. */
function toAbsoluteUrl(source: string, origin: string): string | undefined {
  // Unchanged, because a signature may cover it.
  if (/^https?:\/\//i.test(source)) return URL.canParse(source) ? source : undefined;
  if (hostPattern.test(source)) return URL.parse(`//${source}`, origin)?.href;
  if (source.startsWith('/') || relativePattern.test(source)) {
    return URL.parse(source, origin)?.href;
  }
  return undefined;
}

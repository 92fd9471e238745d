import type { ReferencedImage } from '../language.ts';
import { encodePath } from '../text/encodePath.ts';
import { isImagePath } from '../text/imagePath.ts';

/** The path in an `import`, where a relative one starts with a dot. Bundlers read it as it is. */
export function toModulePath(path: string): string {
  return /^\.{0,2}\//.test(path) ? path : `./${path}`;
}

/** The path in `new URL(…)`, which stays readable. */
export function toModuleUrl(path: string): string {
  return toModulePath(path).replace(/[%#?]/g, encodeURIComponent);
}

/** The path in an attribute or a style. A relative one that the build would import starts with a dot. */
export function toUrl({ path, form }: ReferencedImage): string {
  return encodePath(form === 'import' ? toModulePath(path) : path);
}

/** Decodes a URL. A malformed one stays. */
export function decodeUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Whether a text is empty or the start of a path, which an inserted path replaces. */
export function isBegunPath(text: string): boolean {
  if (/[\s<>{}()'"`,;]/.test(text)) return isImagePath(text) && !/[<>{}'"`,;]/.test(text);
  return text === '' || text.includes('/') || /^[.@~]/.test(text) || isImagePath(text);
}

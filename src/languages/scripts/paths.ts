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

/**
 * Whether a path fits into a text that is not code: it is blank, an image, or the start of a path.
 * @param after what follows the cursor
 */
export function isPathSlot(before: string, after: string): boolean {
  const text = before + after;
  if (text.trim() === '' || (isImagePath(text) && !/[<>{}'"`,;]/.test(text))) return true;
  if (/[\s<>{}()'"`,;]/.test(text) || after !== '') return false;
  return /^[.@~]{0,2}\/?$|\/[^/.]*$/.test(text);
}

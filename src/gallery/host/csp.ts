/** What the page may load. */
export interface CspSources {
  /** The source expression of the extension's styles and fonts. */
  readonly assetsSource: string;
  /** The URL of the library's folder. */
  readonly imagesUrl: string;
  /** The nonce of the page's only script element. */
  readonly nonce: string;
}

/**
 * The Content Security Policy of the gallery's page: it may run its own script, use its own styles, and
 * show images of the library. It cannot load anything else, or send anything anywhere.
 */
export function createContentSecurityPolicy({
  assetsSource,
  imagesUrl,
  nonce,
}: CspSources): string {
  return [
    `default-src 'none'`,
    // `data:` is for the thumbnails, whose URLs the page creates.
    `img-src ${toFolderSource(imagesUrl)} data:`,
    `style-src ${assetsSource}`,
    `font-src ${assetsSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/**
 * The source expression for everything in a folder. The first label of VS Code's host names may contain a
 * `+`, which source expressions do not allow, so it becomes a wildcard.
 */
function toFolderSource(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//*${host.slice(host.indexOf('.'))}${pathname.replace(/(?<!\/)\/*$/, '/')}`;
}

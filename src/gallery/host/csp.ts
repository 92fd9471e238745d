/** Where the page's own things are. */
export interface CspSources {
  /** Styles and fonts of the extension, as a source of such a policy. */
  readonly assetsSource: string;
  /** The address of the library's folder. */
  readonly imagesUrl: string;
  /** Known to the page's one script element alone. */
  readonly nonce: string;
}

/**
 * What the gallery's page may do: run its own script, wear its own style, show pictures of the library.
 * Nothing else is loaded, and nothing is sent anywhere.
 */
export function createContentSecurityPolicy({
  assetsSource,
  imagesUrl,
  nonce,
}: CspSources): string {
  return [
    `default-src 'none'`,
    // The page makes the `blob:` addresses of its own thumbnails itself.
    `img-src ${toFolderSource(imagesUrl)} blob:`,
    `style-src ${assetsSource}`,
    `font-src ${assetsSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/**
 * All that is in a folder, as a source. The first part of VS Code's host names may hold a `+`, which
 * the grammar of sources does not know.
 */
function toFolderSource(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//*${host.slice(host.indexOf('.'))}${pathname.replace(/\/*$/, '/')}`;
}

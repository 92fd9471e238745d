/** Where the page's own things are. */
export interface PolicySources {
  /** Styles and fonts of the extension, as a source of such a policy. */
  readonly assets: string;
  /** The address of the library's folder. */
  readonly pictures: string;
  /** Known to the page's one script element alone. */
  readonly nonce: string;
}

/**
 * What the gallery's page may do: run its own script, wear its own style, show pictures of the library.
 * Nothing else is loaded, and nothing is sent anywhere.
 */
export function contentSecurityPolicy({ assets, pictures, nonce }: PolicySources): string {
  return [
    `default-src 'none'`,
    // The page makes the `blob:` addresses of its own thumbnails itself.
    `img-src ${folderSource(pictures)} blob:`,
    `style-src ${assets}`,
    `font-src ${assets}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/**
 * All that is in a folder, as a source. The first part of VS Code's host names may hold a `+`, which
 * the grammar of sources does not know.
 */
function folderSource(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//*${host.slice(host.indexOf('.'))}${pathname.replace(/\/*$/, '/')}`;
}

/** Where the page's own things are, each as a source of a content security policy. */
export interface PolicySources {
  /** Styles and fonts of the extension. */
  readonly assets: string;
  /** The library's folder, with a slash at its end. */
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
    `img-src ${pictures}`,
    `style-src ${assets}`,
    `font-src ${assets}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

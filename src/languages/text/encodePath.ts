/**
 * Encodes a relative path as a URL reference that stays readable. Letters of every script are kept. Invisible
 * characters and those with a meaning in URLs, Markdown, HTML, CSS or template languages are
 * percent-encoded, so that the result needs no further escaping in any of them.
 */
export function encodePath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Z}]|[^\P{ASCII}\w\-.~+!/]/gu, (character) =>
    // encodeURIComponent does not encode these four.
    /['()*]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(character),
  );
}

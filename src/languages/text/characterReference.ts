const namedReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};

/** Writes a character as HTML does, which only the reader of the result decodes: no template engine runs it. */
export function toCharacterReference(character: string): string {
  return namedReferences[character] ?? `&#${character.charCodeAt(0)};`;
}

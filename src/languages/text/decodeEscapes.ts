const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/**
 * The value of the content of a string literal whose escapes start with a backslash, as in most languages. Their
 * forms differ, but no language has two meanings of one.
 * @param keepsOthers whether the backslash of an unknown escape stays, as in Python
 */
export function decodeEscapes(content: string, keepsOthers = false): string {
  return content.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8})|([^]))/g,
    (whole: string, ...groups: (string | undefined)[]) => {
      const [byte, unit, point, long, character = ''] = groups;
      const code = Number.parseInt(byte ?? unit ?? point ?? long ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      const isOther = keepsOthers && !/["'\\]/.test(character);
      return simpleEscapes[character] ?? (isOther ? whole : character);
    },
  );
}

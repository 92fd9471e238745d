/** A text as a plain scalar if every YAML parser reads it as a string, otherwise in double quotes. */
export function writeScalar(text: string): string {
  const isPlain = /^[\p{L}_./][\p{L}\p{N}_./+~\- ]*$/u.test(text) && /\p{L}/u.test(text);
  const isOther =
    /^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text) ||
    /^\.|\s$|\s-|^\.{3}/.test(text.replace(/^\.\.?\//, 'x'));
  return isPlain && !isOther ? text : quoteYaml(text);
}

/** A text in double quotes. */
export function quoteYaml(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

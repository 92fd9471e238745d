/** Maximum length of a pattern, and of the text that it is applied to. */
const maxPatternCharacters = 200;
const maxTransformedCharacters = 300;

/**
 * Replaces the matches of a regular expression from the settings. The text is unchanged if the pattern is invalid, or
 * could take long: a workspace must not stop the extension host.
 */
export function transform(text: string, pattern: string, replacement: string): string {
  if (text.length > maxTransformedCharacters || !isHarmless(pattern)) return text;
  try {
    return text.replace(new RegExp(pattern), replacement);
  } catch {
    return text;
  }
}

/** Whether a pattern repeats so little that its time is limited. Not all such patterns are accepted. */
export function isHarmless(pattern: string): boolean {
  if (pattern.length > maxPatternCharacters) return false;
  if (/\\[1-9k]/.test(pattern)) return false;
  // Escaped characters and those in a set do not count. Lazy quantifiers count like others.
  const bare = pattern
    .replace(/\\[^]/g, 'x')
    .replace(/\[[^[\]]*\]/g, 'x')
    .replace(/\(\?(?:<?[=!]|:|<\w+>)?/g, '(')
    .replace(/([*+?}])\?/g, '$1');
  if (/\)[*+{]/.test(bare)) return false;
  const count = (part: RegExp) => (bare.match(part) ?? []).length;
  return count(/[*+{]/g) <= 2 && count(/[?|]/g) <= 8;
}

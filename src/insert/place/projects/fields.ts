/**
 * The value of a field at the top level of a configuration in YAML or TOML, without quotes and comments. Lists and
 * objects are not read.
 * @returns undefined if it is missing or empty
 */
export function readField(text: string, name: string): string | undefined {
  const line = text
    .split('\n')
    .find((each) => each.startsWith(name) && /^["']?[ \t]*[:=]/.test(each.slice(name.length)));
  const [, value = ''] = /^[^:=]*[:=](.*)/.exec(line ?? '') ?? [];
  const trimmed = value.trim();
  const [, , quoted] = /^(["'])(.*?)\1/.exec(trimmed) ?? [];
  const [beforeComment = ''] = trimmed.startsWith('#') ? [] : trimmed.split(' #', 1);
  const result = quoted ?? beforeComment.trim();
  return result === '' ? undefined : result;
}

/** The items of a list of strings in YAML, such as `- assets/images/`, below the line that `isStart` finds. */
export function readList(text: string, isStart: (line: string) => boolean): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex(isStart);
  if (start === -1) return [];
  const items: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const [, item] = /^\s*-\s+(?:path:\s*)?["']?([^"'#]*)/.exec(line) ?? [];
    if (item === undefined) break;
    items.push(item.trim());
  }
  return items;
}

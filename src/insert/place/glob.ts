/**
 * Whether a path matches a glob pattern as VS Code's `markdown.copyFiles.destination` understands it: `*`, `**`, `?`,
 * `[a-z]`, and `{a,b}`. Its time is limited by the product of the lengths: patterns are data of the workspace.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return expandBraces(glob).some((each) => matchSegments(path.split('/'), each.split('/')));
}

/** What braces may expand to. VS Code has no limit, but a pattern must not exhaust the memory. */
const maxAlternatives = 100;

function expandBraces(glob: string): string[] {
  let results = [glob];
  for (;;) {
    const index = results.findIndex((each) => /\{[^{}]*\}/.test(each));
    const pattern = results[index];
    if (pattern === undefined) return results;
    const [whole = '', options = ''] = /\{([^{}]*)\}/.exec(pattern) ?? [];
    const expanded = options.split(',').map((option) => pattern.replace(whole, () => option));
    results = [...results.slice(0, index), ...expanded, ...results.slice(index + 1)];
    if (results.length > maxAlternatives) return [];
  }
}

/** Dynamic programming over segments: `reached[i]` is whether the pattern so far matches the first `i` segments. */
function matchSegments(segments: readonly string[], patterns: readonly string[]): boolean {
  let reached = [true, ...segments.map(() => false)];
  for (const pattern of patterns) {
    reached = pattern === '**' ? reachFromFirst(reached) : reachNext(reached, segments, pattern);
  }
  return reached.at(-1) ?? false;
}

function reachFromFirst(reached: readonly boolean[]): boolean[] {
  const first = reached.indexOf(true);
  return reached.map((_, index) => first !== -1 && index >= first);
}

function reachNext(
  reached: readonly boolean[],
  segments: readonly string[],
  pattern: string,
): boolean[] {
  return reached.map((_, index) => {
    const segment = segments[index - 1];
    return segment !== undefined && reached[index - 1] === true && matchSegment(segment, pattern);
  });
}

/** The same in one segment, by characters. */
function matchSegment(segment: string, pattern: string): boolean {
  const characters = Array.from(segment);
  let reached = [true, ...characters.map(() => false)];
  for (const token of pattern.match(/\[[!^]?[^[\]]+\]|\*+|\\?[^]/gu) ?? []) {
    reached = token.startsWith('*')
      ? reachFromFirst(reached)
      : reached.map((_, index) => {
          const character = characters[index - 1];
          return (
            character !== undefined && reached[index - 1] === true && matchOne(character, token)
          );
        });
  }
  return reached.at(-1) ?? false;
}

function matchOne(character: string, token: string): boolean {
  if (token === '?') return true;
  const [, negation, set] = /^\[([!^]?)([^[\]]+)\]$/u.exec(token) ?? [];
  if (set === undefined) return token.replace(/^\\/, '') === character;
  const ranges = set.match(/[^]-[^]|[^]/gu) ?? [];
  const isInSet = ranges.some((range) => {
    const [from = '', dash, to = ''] = range;
    return dash === undefined ? character === from : from <= character && character <= to;
  });
  return isInSet === (negation === '');
}

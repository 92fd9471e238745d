/** The parts of a line of YAML. */
export interface YamlEntry {
  readonly indentation: string;
  /** The markers of list items, with the spaces after them. */
  readonly dash: string;
  /** The key with its colon and the spaces after it. */
  readonly key: string;
  /** The rest of the line, which can have a comment. */
  readonly value: string;
}

const keyStart = /^(?:"[^"\n]*"|'[^'\n]*'|[\w$./\p{L}][\w$./\-\p{L} ]*):(?:[^\S\n]+|$)/u;

/** Reads a line such as `- key: value`. */
export function readEntry(line: string): YamlEntry {
  let rest = line.trimStart();
  const indentation = line.slice(0, line.length - rest.length);
  let dash = '';
  for (
    let next = /^-(?:[^\S\n]+|$)/.exec(rest);
    next !== null;
    next = /^-(?:[^\S\n]+|$)/.exec(rest)
  ) {
    dash += next[0];
    rest = rest.slice(next[0].length);
  }
  const key = keyStart.exec(rest)?.[0] ?? '';
  return { indentation, dash, key, value: rest.slice(key.length) };
}

/** A value without its comment. */
export function removeComment(value: string): string {
  const comment = /(?:^|\s)#/.exec(value);
  return (comment === null ? value : value.slice(0, comment.index)).trimEnd();
}

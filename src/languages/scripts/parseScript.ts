import { Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { maxCodeCharacters, maxCodeDepth } from '../../untrusted/limits.ts';

/** What a script may contain besides JavaScript. */
export type Dialect = 'jsx' | 'ts' | 'tsx';

const parsers = {
  jsx: parser.configure({ dialect: 'jsx' }),
  ts: parser.configure({ dialect: 'ts' }),
  tsx: parser.configure({ dialect: 'jsx ts' }),
};

/** A script with its syntax tree. */
export interface Script {
  readonly text: string;
  readonly tree: Tree;
  readonly dialect: Dialect;
}

/** Parses a script. The tree is empty if the text is too long or too deeply nested. */
export function parseScript(text: string, dialect: Dialect): Script {
  return { text, dialect, tree: isParsable(text) ? parsers[dialect].parse(text) : Tree.empty };
}

/** Whether a text can be parsed in time that grows with its length. */
export function isParsable(text: string): boolean {
  if (text.length > maxCodeCharacters) return false;
  let depth = 0;
  let openTags = 0;
  for (const [character] of text.matchAll(/[([{}\])<>]/g)) {
    if (character === '<') openTags++;
    else if (character === '>') openTags = 0;
    else if ('([{'.includes(character)) depth++;
    else depth = Math.max(0, depth - 1);
    if (depth > maxCodeDepth || openTags > maxCodeDepth) return false;
  }
  return true;
}

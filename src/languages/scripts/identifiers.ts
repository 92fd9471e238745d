import { getFileStem } from '../text/fileName.ts';
import type { Script } from './parseScript.ts';

const reservedWords = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package ' +
    'private protected public return static super switch this throw true try typeof undefined var void while ' +
    'with yield'
  ).split(' '),
);

/** An identifier for an imported file: `catOnMoon` for `images/cat-on-moon.png`. */
export function toIdentifier(path: string, isTaken: (name: string) => boolean): string {
  const stem = getFileStem(path);
  const [first = '', ...rest] = stem.match(/[\p{L}\p{Nd}\p{M}_$]+/gu) ?? [];
  const words = [lowerFirst(first), ...rest.map(upperFirst)].join('');
  const name = /^\p{ID_Start}/u.test(words) ? words : `image${upperFirst(words)}`;
  const base = reservedWords.has(name) ? `${name}Image` : name;
  if (!isTaken(base)) return base;
  const separator = /\d$/.test(base) ? '_' : '';
  for (let number = 2; ; number++) {
    const candidate = `${base}${separator}${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

const nameNodes = new Set([
  'VariableName',
  'VariableDefinition',
  'TypeName',
  'TypeDefinition',
  'JSXIdentifier',
  'Label',
]);

/** All names that a script uses or defines. */
export function collectNames({ text, tree }: Script): Set<string> {
  const names = new Set<string>();
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (nameNodes.has(name)) names.add(text.slice(from, to));
    },
  });
  return names;
}

function lowerFirst(word: string): string {
  // `HERO` becomes `hero`, and `FoxRuns` `foxRuns`.
  if (word === word.toUpperCase()) return word.toLowerCase();
  return word.replace(/^./u, (letter) => letter.toLowerCase());
}

function upperFirst(word: string): string {
  return word.replace(/^./u, (letter) => letter.toUpperCase());
}

import { getFileStem } from '../../text/fileName.ts';
import type { InsertionContext, ReferencedImage, TextRange } from '../../language.ts';
import type { WrittenText } from '../../text/edits.ts';
import type { Line } from '../../text/lines.ts';
import type { CodeRegion, OpenBracket } from '../syntax/codeRegion.ts';
import type { CodeSyntax } from '../syntax/codeSyntax.ts';
import type { StringStart } from '../syntax/strings.ts';

/** Where an expression is written. */
export interface ValuePlace {
  /** The code before it on its line, without comments. */
  readonly before: string;
  /** The bracket that it is directly in. */
  readonly bracket: OpenBracket | undefined;
}

/** How a programming language or a data format writes images. */
export interface CodeLanguage {
  readonly syntax: CodeSyntax;
  /** Whether a semicolon ends a statement. Otherwise a line break does. */
  readonly hasSemicolons: boolean;
  /** How blocks are indented where the code does not show it. Defaults to four spaces. */
  readonly indentation?: string;
  /** Whether a list can end with a comma. */
  readonly hasTrailingCommas: boolean;
  /** Matches lines that have to be first, such as imports. */
  readonly header?: RegExp;
  /** A string literal. */
  readonly quote: (path: string) => string;
  /**
   * A path in a string.
   * @returns undefined if such a string cannot have it
   */
  readonly escape: (path: string, string: StringStart) => string | undefined;
  /** A list of expressions. */
  readonly list: (items: readonly WrittenText[]) => WrittenText;
  /** An expression for an image. Defaults to the path as a string. */
  readonly writeValue?: (
    image: ReferencedImage,
    place: ValuePlace,
    region: CodeRegion,
  ) => WrittenText | undefined;
  /** Several expressions where one is expected, if that is not a list. */
  readonly writeValues?: (
    items: readonly WrittenText[],
    place: ValuePlace,
  ) => WrittenText | undefined;
  /** A statement for an image, with its semicolon, and with a name for what needs one. */
  readonly writeStatement: (
    image: ReferencedImage,
    value: WrittenText,
    region: CodeRegion,
    name: string,
  ) => WrittenText;
  /** Whether a statement shows the image. */
  readonly showsStatements?: boolean;
  /** Whether brackets have elements: not a block, and not the parameters of a function. */
  readonly isList: (bracket: OpenBracket) => boolean;
  /** Whether parentheses have the parameters of a function, where the code after them does not show it. */
  readonly isParameterList?: (bracket: OpenBracket, masked: string) => boolean;
  /** Whether all that is in a bracket needs a key: an object of JSON. */
  readonly hasKeys?: (bracket: OpenBracket) => boolean;
  /** Matches the name of a resource, which is its group 1, in code with `x` for each character of a string. */
  readonly resource?: RegExp;
  /** What is before a value with a key. Defaults to a string and a colon. */
  readonly writeKey?: (key: string) => string;
  /** A position for a statement where one cannot be, such as after a decorator of Python. */
  readonly adjustPosition?: (region: CodeRegion, position: number) => number;
  /** The indentation of a statement on an empty line. */
  readonly indentBlank?: (region: CodeRegion, line: Line, own: string) => string;
  /** Where a block has its first statement, after the line that opens it. */
  readonly skipDocstring?: (region: CodeRegion, position: number) => number;
}

/** The state of an insertion into a program. */
export interface CodeInsertion {
  readonly language: CodeLanguage;
  readonly region: CodeRegion;
  readonly images: readonly ReferencedImage[];
  readonly context: InsertionContext;
}

/** Names for images in code, after their files, that the code does not have yet. */
export function createNames(images: readonly ReferencedImage[], text: string): readonly string[] {
  const names: string[] = [];
  for (const { path } of images) {
    const words = getFileStem(path).split(/[^A-Za-z0-9]+/);
    const [first = '', ...others] = words.filter((word) => word !== '');
    const stem = lowerFirst(first) + others.map(upperFirst).join('');
    // A suffix avoids reserved words.
    const name = stem === '' ? 'image' : /^\d/.test(stem) ? `image${stem}` : `${stem}Image`;
    names.push(makeUnique(name, (each) => names.includes(each) || hasWord(text, each)));
  }
  return names;
}

/** Keys for images in data, after their files, that the data does not have yet. */
export function createKeys(images: readonly ReferencedImage[], text: string): readonly string[] {
  const keys: string[] = [];
  for (const { path } of images) {
    const key = getFileStem(path) || 'image';
    keys.push(makeUnique(key, (each) => keys.includes(each) || hasKey(text, each)));
  }
  return keys;
}

function makeUnique(name: string, isTaken: (name: string) => boolean): string {
  for (let index = 1; index < 1000; index++) {
    const candidate = index === 1 ? name : `${name}${index}`;
    if (!isTaken(candidate)) return candidate;
  }
  return name;
}

function hasWord(text: string, word: string): boolean {
  for (let index = text.indexOf(word); index !== -1; index = text.indexOf(word, index + 1)) {
    const around = (text[index - 1] ?? ' ') + (text[index + word.length] ?? ' ');
    if (!/[\p{L}\p{N}_./]/u.test(around)) return true;
  }
  return false;
}

function hasKey(text: string, key: string): boolean {
  for (let index = text.indexOf(key); index !== -1; index = text.indexOf(key, index + 1)) {
    const after = text.slice(index + key.length, index + key.length + 5);
    if (!/[\w.]/.test(text[index - 1] ?? '') && /^["']?\s*[:=]/.test(after)) return true;
  }
  return false;
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether a string contains a path or a partial path, which a new path replaces. */
export function isPathLike(content: string): boolean {
  if (content === '' || /\s/.test(content)) return content === '';
  return /\/|\.(?:png|jpe?g|webp|avif|gif|svg|bmp|heic)$/i.test(content);
}

/** An empty range. */
export function at(position: number): TextRange {
  return { start: position, end: position };
}

/** Writes an expression for an image. */
export type ValueWriter = (
  insertion: CodeInsertion,
  image: ReferencedImage,
  place: ValuePlace,
) => WrittenText;

import type { DocumentLanguage, Insertion, ReferencedImage, TextRange } from '../language.ts';
import { concatenate, join, replaceRange } from '../text/edits.ts';
import {
  getIndentation,
  getLine,
  getNextLine,
  getPreviousLine,
  isBlank,
  type Line,
} from '../text/lines.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import { findRunEnd, findRunStart } from '../text/runs.ts';
import { findYamlReferences } from './findYamlReferences.ts';
import {
  at,
  createKeys,
  isPathLike,
  type CodeInsertion,
  type CodeLanguage,
} from './insert/codeLanguage.ts';
import { createCodeLanguage, insertCode } from './insert/insertCode.ts';
import { findText } from './insert/insertStatement.ts';
import { readCodeRegion, type CodeRegion } from './syntax/codeRegion.ts';
import { yamlSyntax } from './syntax/codeSyntax.ts';
import { readEntry, removeComment } from './yamlEntry.ts';
import { quoteYaml, writeScalar } from './yamlScalar.ts';

/** A character of a plain scalar between brackets. */
const plainCharacter = /[^\s,[\]{}"'#]/;

/** What is in quotes, comments, brackets, and braces. */
const flow: CodeLanguage = {
  syntax: yamlSyntax,
  hasSemicolons: false,
  hasTrailingCommas: false,
  quote: writeScalar,
  escape: (path, { close }) =>
    close === "'" ? path.replaceAll("'", "''") : quoteYaml(path).slice(1, -1),
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeStatement: (_image, value) => value,
  showsStatements: true,
  isList: () => true,
  hasKeys: ({ kind }) => kind === '{',
  writeKey: (key) => `${writeScalar(key)}: `,
};

const base = createCodeLanguage(
  flow,
  ['yaml', 'dockercompose', 'github-actions-workflow'],
  ['yaml', 'yml'],
);

/** YAML. */
export const yaml: DocumentLanguage = {
  ...base,
  insert: (text, range, images, context) =>
    replaceSelection(text, range, (rest, cursor) => {
      const region = readCodeRegion(rest, cursor, yamlSyntax);
      const insertion = { language: flow, region, images, context };
      const width = findBlockScalar(rest, cursor);
      if (width !== undefined) return insertWords(rest, cursor, width, images);
      const slot = findFlowSlot(region);
      if (slot !== undefined) return insertIntoSlot(insertion, slot);
      if (region.token !== undefined || region.brackets.length > 0) return insertCode(insertion);
      return insertIntoBlock(insertion);
    }),
  findReferences: (text) => findYamlReferences(text, flow),
};

function insertIntoBlock(insertion: CodeInsertion): Insertion {
  const { region, images, context } = insertion;
  const { text, cursor } = region;
  const line = getLine(text, cursor);
  if (isBlank(line)) return insertOnBlank(insertion, line);
  if (/^(?:---|%)/.test(line.text)) return insertAfterMarker(insertion, line);
  const { indentation, dash, key, value } = readEntry(line.text);
  const prefix = indentation + dash + key;
  const plain = removeComment(value);
  const isNested = plain === '' && isDeeper(getNextLine(text, line), indentation.length);
  const slotStart = line.start + prefix.trimEnd().length;
  const valueStart = line.start + Math.min(prefix.length, line.text.length);
  const isSlot = plain === '' ? key + dash !== '' && !isNested : isPathLike(plain);
  if (
    isSlot &&
    cursor >= slotStart &&
    cursor <= Math.max(valueStart + plain.length, line.end - value.length)
  ) {
    const separator = `${context.eol}${indentation}${dash.trimEnd()} `;
    const scalars = images.map(({ path }) => writeScalar(path));
    const isItem = key === '' && dash !== '';
    const [first = ''] = scalars;
    const list = isItem ? scalars.join(separator) : `[${scalars.join(', ')}]`;
    const written = ` ${scalars.length === 1 ? first : list}${plain === '' && value !== '' ? ' ' : ''}`;
    return replaceRange({ start: slotStart, end: valueStart + plain.length }, written);
  }
  const isBefore = text.slice(line.start, cursor).trim() === '';
  const lines = writeEntries(images, text, dash !== '' && key === '' ? 'item' : 'key');
  const inner = indentation + ' '.repeat(dash !== '' && key !== '' && !isBefore ? dash.length : 0);
  if (isBefore && dash === '')
    return replaceRange(
      at(line.start),
      concatenate(...lines.flatMap((each) => [indentation, each, context.eol])),
    );
  const last = isBefore ? line : findEntryEnd(text, line, inner.length);
  const written = lines.map((each) => context.eol + inner + each).join('');
  return replaceRange(at(last.end), written);
}

function insertOnBlank({ region, images, context }: CodeInsertion, line: Line): Insertion {
  const { text, cursor } = region;
  const own = text.slice(line.start, cursor);
  const previous = findText(text, line, getPreviousLine);
  const next = findText(text, line, getNextLine);
  const sibling = [previous, next].find(
    (each) => each !== undefined && !/^\s*#|^---/.test(each.text),
  );
  const { indentation: outer, dash, key, value } = readEntry(sibling?.text ?? '');
  const isParent = sibling === previous && key !== '' && removeComment(value) === '';
  if (sibling === undefined) {
    const scalars = images.map(({ path }) => writeScalar(path));
    const items = scalars.length === 1 ? scalars : scalars.map((each) => `- ${each}`);
    return replaceRange(line, items.join(context.eol));
  }
  const following = next === undefined ? '' : getIndentation(next);
  const parentWidth = outer.length + dash.length;
  if (isParent && (own.length > parentWidth || following.length > parentWidth)) {
    const inner = own.length > parentWidth ? own : following;
    const kind = following.length > parentWidth && !/^\s*-/.test(next?.text ?? '') ? 'key' : 'item';
    return replaceRange(
      line,
      writeEntries(images, text, kind)
        .map((each) => inner + each)
        .join(context.eol),
    );
  }
  // A sibling of the entry that is at the same depth.
  const level = findLevel(text, line, own.length) ?? sibling;
  const { indentation: width, dash: marker } = readEntry(level.text);
  const isInItem = marker !== '' && own.length > width.length;
  const inner = isInItem ? width + ' '.repeat(marker.length) : width;
  const kind = marker !== '' && !isInItem ? 'item' : 'key';
  return replaceRange(
    line,
    writeEntries(images, text, kind)
      .map((each) => inner + each)
      .join(context.eol),
  );
}

/** The nearest line above, otherwise below, that is not indented more deeply. */
function findLevel(text: string, line: Line, width: number): Line | undefined {
  const next = findText(text, line, getNextLine);
  const after = next === undefined ? 0 : getIndentation(next).length;
  const depth = Math.max(width, after);
  let level = findText(text, line, getPreviousLine);
  while (level !== undefined && (getIndentation(level).length > depth || /^\s*#/.test(level.text)))
    level = findText(text, level, getPreviousLine);
  return level ?? next;
}

function insertAfterMarker({ region, images, context }: CodeInsertion, line: Line): Insertion {
  let last = line;
  let next = getNextLine(region.text, last);
  while (next !== undefined && /^(?:---|%)/.test(next.text)) {
    last = next;
    next = getNextLine(region.text, last);
  }
  const first = next === undefined || isBlank(next) ? undefined : next;
  const isItem = /^-\s/.test(first?.text ?? '');
  const entries = writeEntries(images, region.text, isItem ? 'item' : 'key');
  return replaceRange(at(last.end), entries.map((each) => context.eol + each).join(''), ['moved']);
}

function writeEntries(
  images: readonly ReferencedImage[],
  text: string,
  kind: 'item' | 'key',
): readonly string[] {
  const keys = createKeys(images, text);
  return images.map(({ path }, index) =>
    kind === 'item'
      ? `- ${writeScalar(path)}`
      : `${writeScalar(keys[index] ?? '')}: ${writeScalar(path)}`,
  );
}

/** The last line of an entry: those below it that are deeper belong to it. */
function findEntryEnd(text: string, line: Line, width: number): Line {
  let last = line;
  for (let next = getNextLine(text, line); isDeeper(next, width); next = getNextLine(text, next))
    last = next;
  return last;
}

function isDeeper(line: Line | undefined, width: number): line is Line {
  return line !== undefined && !isBlank(line) && getIndentation(line).length > width;
}

/** The plain path that the cursor is in, as in `{image: images/}`. */
function findFlowSlot({ masked, cursor, brackets, token }: CodeRegion): TextRange | undefined {
  const bracket = brackets.at(-1);
  if (bracket === undefined || token !== undefined) return undefined;
  const start = findRunStart(masked, cursor, bracket.start, plainCharacter);
  const end = findRunEnd(masked, cursor, bracket.end, plainCharacter);
  const isAfterKey = bracket.kind === '[' || /:\s*$/.test(masked.slice(bracket.start, start));
  const scalar = masked.slice(start, end);
  const isPath = scalar !== '' && !scalar.endsWith(':') && isPathLike(scalar);
  return isAfterKey && isPath ? { start, end } : undefined;
}

function insertIntoSlot({ region, images }: CodeInsertion, slot: TextRange): Insertion {
  const scalars = images.map(({ path }) => writeScalar(path)).join(', ');
  const isItem = images.length === 1 || region.brackets.at(-1)?.kind === '[';
  return replaceRange(slot, isItem ? scalars : `[${scalars}]`);
}

/** How deep the lines of the block scalar are that the cursor is in. */
function findBlockScalar(text: string, cursor: number): number | undefined {
  const line = getLine(text, cursor);
  const next = isBlank(line) ? findText(text, line, getNextLine) : line;
  const inner = next === undefined ? 0 : getIndentation(next).length;
  const width = isBlank(line) ? Math.max(inner, cursor - line.start) : inner;
  if (width === 0) return undefined;
  let parent = findText(text, line, getPreviousLine);
  while (parent !== undefined && getIndentation(parent).length >= width)
    parent = findText(text, parent, getPreviousLine);
  const isScalar =
    parent !== undefined && /(?::|-|^)\s+[|>][-+\d]*$/.test(removeComment(parent.text));
  return isScalar ? width : undefined;
}

function insertWords(
  text: string,
  offset: number,
  width: number,
  images: readonly ReferencedImage[],
): Insertion {
  const line = getLine(text, offset);
  const first = line.start + width;
  const cursor = isBlank(line) ? offset : Math.max(offset, first);
  const padding = ' '.repeat(Math.max(0, first - cursor));
  const before = /[\p{L}\p{N}.,;:!?)]/u.test(text[cursor - 1] ?? '') ? ' ' : '';
  const after = /[\p{L}\p{N}]/u.test(text[cursor] ?? '') ? ' ' : '';
  const paths = images.map(({ path }) => path).join(' ');
  return replaceRange(at(cursor), padding + before + paths + after, ['pathOnly']);
}

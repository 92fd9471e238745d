import type { DocumentLanguage, Insertion } from '../../language.ts';
import { concatenate, replaceRange, type WrittenText } from '../../text/edits.ts';
import { replaceSelection } from '../../text/replaceSelection.ts';
import { fillTemplate } from '../../text/template.ts';
import { findCodeReferences } from '../findCodeReferences.ts';
import { getIndentation, getLine, getNextLine } from '../../text/lines.ts';
import { readCodeRegion, type CodeRegion } from '../syntax/codeRegion.ts';
import type { CodeToken } from '../syntax/codeTokens.ts';
import { at, type CodeInsertion, type CodeLanguage, type ValuePlace } from './codeLanguage.ts';
import { insertElement } from './insertElement.ts';
import { insertIntoString, insertPaths } from './insertIntoString.ts';
import { findText, insertStatement } from './insertStatement.ts';
import { findParameterList } from './parameterList.ts';

/** Creates the document language of a programming language. */
export function createCodeLanguage(
  language: CodeLanguage,
  ids: readonly string[],
  extensions: readonly string[],
): DocumentLanguage {
  return {
    ids,
    extensions,
    insert: (text, range, images, context) =>
      replaceSelection(text, range, (rest, cursor) => {
        const region = readCodeRegion(rest, cursor, language.syntax);
        return insertCode({ language, region, images, context });
      }),
    findReferences: (text) => findCodeReferences(text, language),
  };
}

/** Inserts images at the cursor of a program. */
export function insertCode(insertion: CodeInsertion): Insertion {
  const { region, language } = insertion;
  const { token, text } = region;
  const isHeader = token !== undefined && isInHeader(insertion, token);
  if (token?.kind === 'comment' && !isHeader) return insertPaths(insertion, token);
  if (token?.kind === 'string' && !isHeader) return insertIntoString(insertion, token);
  const bracket = region.brackets.at(-1);
  const parameters = findParameterList(language, region);
  if (parameters !== undefined) {
    const position = Math.min(parameters.end + 1, text.length);
    const after = readCodeRegion(text, position, language.syntax);
    return insertStatement({ ...insertion, region: after }, writeValue);
  }
  if (bracket !== undefined && language.isList(bracket))
    return insertElement(insertion, bracket, writeValue);
  const isParameter = bracket !== undefined && bracket.kind !== '{';
  return (
    (isParameter ? undefined : insertValue(insertion)) ?? insertStatement(insertion, writeValue)
  );
}

const operator = /(?:=|=>|->|\s\?|\?[?:]|[^+]\+|&&|\|\|)\s*$/;
const keyword = /(?:\b(?:return|yield|in|case|throw|assert|print|and|or|not|await)|[:,])[^\S\n]*$/;

/** Whether a token must stay as it is: a shebang, or the name of what is imported. */
function isInHeader({ region, language }: CodeInsertion, token: CodeToken): boolean {
  const { text } = region;
  if (token.kind === 'comment') return token.start === 0 && text.startsWith('#!');
  const line = getLine(text, token.start);
  const isImported = /^\s*(?:import|export|part)\s/.test(line.text);
  return isImported && language.hasSemicolons && token.content.start < token.content.end;
}

/** Inserts after an operator or a keyword that needs a value. */
function insertValue(insertion: CodeInsertion): Insertion | undefined {
  const { language, region, images } = insertion;
  const { text, masked, cursor } = region;
  const before = masked.slice(Math.max(0, cursor - 300), cursor);
  const line = masked.slice(masked.lastIndexOf('\n', cursor - 1) + 1, cursor);
  const after = masked.slice(cursor, cursor + 300);
  const isEnd = /^[^\S\n]*(?:$|[\n;:,)}\]])/.test(after);
  if (!isEnd || !(operator.test(before) || (line.trim() !== '' && keyword.test(line))))
    return undefined;
  // A block starts with a colon in Python.
  if (/\)\s*:\s*$/.test(line) || /^\s*(?:else|try|finally)\s*:/.test(line)) return undefined;
  if (/:\s*$/.test(line) && region.brackets.at(-1)?.kind !== '(' && isFollowedByBlock(region))
    return undefined;
  const place = { before: line, bracket: region.brackets.at(-1) };
  const values = images.map((image) => writeValue(insertion, image, place));
  const [first = concatenate('')] = values;
  const written =
    values.length === 1 ? first : (language.writeValues?.(values, place) ?? language.list(values));
  const space = /[\s([]$/.test(before) || text.slice(0, cursor) === '' ? '' : ' ';
  const isTerminated =
    !language.hasSemicolons || !/^\s*(?:$|\n|\})/.test(after) || after.trimStart().startsWith(';');
  return replaceRange(at(cursor), concatenate(space, written, isTerminated ? '' : ';'));
}

/** Whether the next line is indented more deeply than that of the cursor. */
function isFollowedByBlock({ masked, cursor }: CodeRegion): boolean {
  const line = getLine(masked, cursor);
  const next = findText(masked, line, getNextLine);
  return next !== undefined && getIndentation(next).length > getIndentation(line).length;
}

/** An expression for an image: the user's own, that of the language, or a string. */
function writeValue(
  { language, region, context }: CodeInsertion,
  image: CodeInsertion['images'][number],
  place: ValuePlace,
): WrittenText {
  const { template } = context;
  if (template !== undefined) {
    const start = { open: '"', close: '"', isMultiline: false, escape: '\\' };
    const [path, alt] = [image.path, image.alt].map((each) => language.escape(each, start));
    return fillTemplate(template, { path: path ?? '', alt: alt ?? '', image });
  }
  return language.writeValue?.(image, place, region) ?? concatenate(language.quote(image.path));
}

import type { DocumentLanguage, Insertion } from '../../language.ts';
import { concatenate, replaceRange, type WrittenText } from '../../text/edits.ts';
import { replaceSelection } from '../../text/replaceSelection.ts';
import { fillTemplate } from '../../text/template.ts';
import { findCodeReferences } from '../findCodeReferences.ts';
import { readCodeRegion } from '../syntax/codeRegion.ts';
import { at, type CodeInsertion, type CodeLanguage, type ValuePlace } from './codeLanguage.ts';
import { insertElement } from './insertElement.ts';
import { insertIntoString, insertPaths } from './insertIntoString.ts';
import { insertStatement } from './insertStatement.ts';

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
  const { token } = region;
  if (token?.kind === 'comment') return insertPaths(insertion, token);
  if (token?.kind === 'string') return insertIntoString(insertion, token);
  const bracket = region.brackets.at(-1);
  const isParameterList = bracket?.kind === '(' && /^(?:\{|async\b|->|=>)/.test(bracket.after);
  if (bracket !== undefined && language.isList(bracket) && !isParameterList)
    return insertElement(insertion, bracket, writeValue);
  const isParameter = bracket !== undefined && bracket.kind !== '{';
  return (
    (isParameter ? undefined : insertValue(insertion)) ?? insertStatement(insertion, writeValue)
  );
}

const operator = /(?:=|=>|->|\s\?|\?[?:]|[^+]\+|&&|\|\|)\s*$/;
const keyword = /(?:\b(?:return|yield|in|case|throw|assert|print|and|or|not|await)|[:,])[^\S\n]*$/;

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

import type { DocumentLanguage, Insertion, ReferencedImage, TextRange } from '../language.ts';
import { altText, concatenate, join, replaceRange } from '../text/edits.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import { findRunEnd, findRunStart } from '../text/runs.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage, insertCode } from './insert/insertCode.ts';
import { isTypeBody } from './insert/parameterList.ts';
import { readCodeRegion, type CodeRegion } from './syntax/codeRegion.ts';
import { kotlinSyntax } from './syntax/codeSyntax.ts';

const code: CodeLanguage = {
  syntax: kotlinSyntax,
  hasSemicolons: false,
  hasTrailingCommas: true,
  header: /^(?:#!|@file:|(?:package|import)\s)/,
  quote: (path) => `"${escape(path)}"`,
  escape: (path, { escape: mark }) => {
    if (mark !== '') return escape(path);
    return path.includes('"') ? undefined : path.replaceAll('$', "${'$'}");
  },
  resource: /\bR\.(?:drawable|mipmap)\.(\w+)/g,
  list: (items) => concatenate('listOf(', join(items, ', '), ')'),
  writeValue: ({ form, path }, { before }, { text }) => {
    if (form !== 'resource') return undefined;
    const resource = `R.drawable.${path}`;
    const needsPainter = /\bpainter\s*[=:]\s*$|\bImage\s*\(?$/.test(before) && isCompose(text);
    return concatenate(needsPainter ? `painterResource(${resource})` : resource);
  },
  writeStatement: ({ form, path, alt }, value, { text, brackets }, name) => {
    const isShown =
      form === 'resource' && isCompose(text) && brackets.length > 0 && !isTypeBody(brackets.at(-1));
    if (!isShown) return concatenate(`val ${name} = `, value);
    const painter = `painter = painterResource(R.drawable.${path})`;
    return concatenate(`Image(${painter}, contentDescription = "`, altText(escape(alt)), '")');
  },
  isList: ({ kind, before }) =>
    kind === '[' ||
    (kind === '(' &&
      !/\b(?:if|for|while|when|catch|fun(?:\s+[\w.<>]+)?|class\s+\w+|constructor)\s*$/.test(
        before,
      )),
};

const base = createCodeLanguage(code, ['kotlin'], ['kt', 'kts']);

/** Kotlin, with resources of Android and images of Jetpack Compose. */
export const kotlin: DocumentLanguage = {
  ...base,
  insert: (text, range, images, context) =>
    replaceSelection(text, range, (rest, cursor) => {
      const region = readCodeRegion(rest, cursor, kotlinSyntax);
      const resource = findResource(region);
      return resource !== undefined && images.every(({ form }) => form === 'resource')
        ? insertResources(region, resource, images)
        : insertCode({ language: code, region, images, context });
    }),
};

/** The reference to a resource that the cursor is in the name of, also if it has none yet. */
function findResource({ masked, cursor }: CodeRegion): TextRange | undefined {
  const nameStart = findRunStart(masked, cursor, 0, /\w/);
  const [prefix] = /\bR\.(?:drawable|mipmap)\.$/.exec(masked.slice(0, nameStart).slice(-20)) ?? [];
  if (prefix === undefined) return undefined;
  return {
    start: nameStart - prefix.length,
    end: findRunEnd(masked, cursor, masked.length, /\w/),
  };
}

function insertResources(
  { brackets }: CodeRegion,
  range: TextRange,
  images: readonly ReferencedImage[],
): Insertion {
  const names = images.map(({ path }) => concatenate(`R.drawable.${path}`));
  const bracket = brackets.at(-1);
  const isElement = names.length === 1 || (bracket !== undefined && code.isList(bracket));
  return replaceRange(range, isElement ? join(names, ', ') : code.list(names));
}

function isCompose(text: string): boolean {
  return text.includes('androidx.compose');
}

function escape(text: string): string {
  return text.replace(/["\\$]/g, String.raw`\$&`);
}

import { altText, concatenate, join } from '../text/edits.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
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
  list: (items) => concatenate('listOf(', join(items, ', '), ')'),
  writeValue: ({ form, path }, { before }, { text }) => {
    if (form !== 'resource') return undefined;
    const resource = `R.drawable.${path}`;
    const needsPainter = /\bpainter\s*[=:]\s*$|\bImage\s*\(?$/.test(before) && isCompose(text);
    return concatenate(needsPainter ? `painterResource(${resource})` : resource);
  },
  writeStatement: ({ form, path, alt }, value, { text, brackets }, name) => {
    const isShown = form === 'resource' && isCompose(text) && brackets.length > 0;
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

/** Kotlin, with resources of Android and images of Jetpack Compose. */
export const kotlin = createCodeLanguage(code, ['kotlin'], ['kt', 'kts']);

function isCompose(text: string): boolean {
  return text.includes('androidx.compose');
}

function escape(text: string): string {
  return text.replace(/["\\$]/g, String.raw`\$&`);
}

import type { ImageReference } from '../language.ts';
import { isImagePath } from '../text/imagePath.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { maskCode } from './syntax/codeRegion.ts';
import { readCodeTokens, type CodeToken } from './syntax/codeTokens.ts';

/** The images in a program or in data: strings with their paths, and the names of resources. */
export function findCodeReferences(
  text: string,
  language: CodeLanguage,
): readonly ImageReference[] {
  const tokens = readCodeTokens(text, language.syntax);
  const strings = findStringReferences(text, tokens, language);
  if (language.resource === undefined) return strings;
  const resources = findResources(text, maskCode(text, tokens), language.resource);
  return [...strings, ...resources].sort((a, b) => a.start - b.start);
}

/** The strings whose value is the path of an image. Keys of data are no values. */
export function findStringReferences(
  text: string,
  tokens: readonly CodeToken[],
  { syntax, hasKeys }: CodeLanguage,
): readonly ImageReference[] {
  return tokens.flatMap(({ start, end, content, isClosed, string }) => {
    if (string === undefined || !isClosed) return [];
    const value = syntax.decode(text.slice(content.start, content.end), string);
    if (value === undefined || !isImagePath(value)) return [];
    const isKey = hasKeys !== undefined && /^\s*[:=]/.test(text.slice(end, end + 20));
    return isKey ? [] : [{ start, end, path: { ...content, value } }];
  });
}

function findResources(text: string, masked: string, resource: RegExp): readonly ImageReference[] {
  return [...masked.matchAll(resource)].flatMap((match) => {
    const [whole, name = ''] = match;
    const start = match.index + whole.lastIndexOf(name);
    const end = start + name.length;
    const value = text.slice(start, end);
    if (isImagePath(value)) return [];
    const path = { start, end, value };
    return [{ start: match.index, end: match.index + whole.length, path }];
  });
}

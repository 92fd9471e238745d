import type { ImageReference, TextRange } from '../language.ts';
import { isImagePath } from '../text/imagePath.ts';
import { findStringReferences } from './findCodeReferences.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { maskCode } from './syntax/codeRegion.ts';
import { readCodeTokens } from './syntax/codeTokens.ts';
import { readEntry } from './yamlEntry.ts';

/** The scalars of YAML whose value is the path of an image. */
export function findYamlReferences(
  text: string,
  language: CodeLanguage,
): readonly ImageReference[] {
  const tokens = readCodeTokens(text, language.syntax);
  const plain: ImageReference[] = [];
  /** The lines that are not in a block scalar, by where they start. */
  const lineStarts = new Set<number>();
  let blockWidth: number | undefined;
  let depth = 0;
  let start = 0;
  for (const line of maskCode(text, tokens).split('\n')) {
    const { indentation, dash, key, value } = readEntry(line);
    const isInBlock =
      blockWidth !== undefined && (line.trim() === '' || indentation.length > blockWidth);
    if (!isInBlock) {
      lineStarts.add(start);
      const width = indentation.length + (key === '' ? 0 : dash.length);
      blockWidth = /^(?:[&!]\S*\s+)*[|>][-+\d]*\s*$/.test(value) ? width : undefined;
      const content = depth > 0 ? line : value;
      const contentStart = start + line.length - content.length;
      const isFlow = depth > 0 || /^[[{]/.test(value);
      if (isFlow) depth = Math.max(0, depth + countOpened(content));
      for (const scalar of listScalars(content, contentStart, isFlow)) {
        const path = { ...scalar, value: text.slice(scalar.start, scalar.end) };
        if (isImagePath(path.value)) plain.push({ ...scalar, path });
      }
    }
    start += line.length + 1;
  }
  const quoted = findStringReferences(text, tokens, language).filter((each) =>
    lineStarts.has(text.lastIndexOf('\n', each.start) + 1),
  );
  return [...plain, ...quoted].sort((a, b) => a.start - b.start);
}

/** The plain scalars of a line, without keys, anchors, and tags. */
function listScalars(content: string, offset: number, isFlow: boolean): readonly TextRange[] {
  return [...content.matchAll(isFlow ? /[^,[\]{}]+/g : /.+/g)].map((match) => {
    const [part] = match;
    // A plain scalar has no colon with a space after it.
    const scalar = part.slice(part.lastIndexOf(': ') + 1).trimStart();
    const properties = /^(?:[&!]\S*\s+)+/.exec(scalar)?.[0] ?? '';
    const value = scalar.slice(properties.length);
    const start = offset + match.index + part.length - value.length;
    return { start, end: start + value.trimEnd().length };
  });
}

function countOpened(content: string): number {
  let depth = 0;
  for (const [bracket] of content.matchAll(/[[\]{}]/g)) depth += /[[{]/.test(bracket) ? 1 : -1;
  return depth;
}

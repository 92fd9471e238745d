import type { Insertion } from '../../language.ts';
import { replaceRange } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import { fieldHasImage } from '../syntax/imageFields.ts';
import { readAttributes } from '../syntax/jsxSyntax.ts';
import type { Mask } from '../syntax/masks.ts';
import { insertIntoExpression } from './script.ts';
import type { Scene } from './scene.ts';
import { insertBelow } from './writeBlocks.ts';
import { fillReference, findString, insertPaths, isReplaceable } from './writePath.ts';

/**
 * Inserts images into syntax that the parser of Markdown does not know.
 * @param prefix what the lines of its block start with
 * @returns undefined if the next place for an image is in the line after it
 */
export function insertIntoMask(
  scene: Scene,
  mask: Mask,
  offset: number,
  prefix: string,
): Insertion | undefined {
  const insertion = insertInside(scene, mask, offset, prefix);
  if (insertion) return insertion;
  return mask.isBlock ? insertBelow(scene, mask.end, prefix) : undefined;
}

function insertInside(
  scene: Scene,
  mask: Mask,
  offset: number,
  prefix: string,
): Insertion | undefined {
  switch (mask.kind) {
    case 'comment':
      return insertPaths(scene, { start: offset, end: offset }, 'pathInComment');
    case 'template':
      return insertIntoTemplate(scene, mask, offset, prefix);
    case 'tag':
      return insertIntoTag(scene, mask, offset);
    case 'expression':
      return insertIntoBraces(scene, { start: mask.start + 1, end: mask.end - 1 }, offset);
    case 'directive':
      return undefined;
  }
}

/** Inserts a path into a string, unless the name before it is that of another field. */
function insertIntoTemplate(
  scene: Scene,
  mask: Mask,
  offset: number,
  prefix: string,
): Insertion | undefined {
  const { text, dialect } = scene;
  const string = findString(text, mask, offset);
  if (!string) return undefined;
  const before = text.slice(Math.max(mask.start, string.start - 101), string.start - 1);
  const name = readName(before.trimEnd());
  const current = text.slice(string.start, string.end);
  const isPath =
    name === undefined
      ? !/\b(?:include|extends|ref|partial)\s+$/.test(before)
      : fieldHasImage(name);
  if (!isPath || (current !== '' && !isReplaceable(current))) return undefined;
  return fillReference(scene, {
    ...dialect,
    path: string,
    encodePath: (path) => path.replace(/["'\\]/g, '\\$&'),
    end: findEndAround(text, mask),
    ...(mask.isBlock && { prefix }),
  });
}

/** Where the link, image, or tag ends that a part of a line is in, or the part. */
function findEndAround(text: string, { start, end }: Mask): number {
  const line = getLine(text, start);
  const before = text.slice(line.start, start).slice(-1000);
  const after = text.slice(end, getLine(text, end).end);
  const close = /\]\([^()]*$/.test(before)
    ? after.indexOf(')')
    : /<[a-z][^<>]*$/i.test(before)
      ? after.indexOf('>')
      : -1;
  return end + close + 1;
}

/** The name before an equals sign or a colon at the end of a text. */
function readName(before: string): string | undefined {
  return /[=:]$/.test(before)
    ? before
        .slice(0, -1)
        .trimEnd()
        .split(/[^\w-]/)
        .at(-1)
    : undefined;
}

function insertIntoTag(scene: Scene, mask: Mask, offset: number): Insertion | undefined {
  const { text, dialect } = scene;
  const attributes = readAttributes(text, mask);
  const attribute = attributes.find(({ start, end }) => start <= offset && offset <= end);
  if (!attribute) return undefined;
  if (attribute.isExpression) {
    const isPath =
      fieldHasImage(attribute.name) || text.slice(attribute.start, attribute.end).trim() !== '';
    return isPath ? insertIntoBraces(scene, attribute, offset) : undefined;
  }
  const source = attributes.find(({ name, isExpression }) => name === 'src' && !isExpression);
  const isImage = /^<(?:img|Image)\b/.test(text.slice(mask.start, mask.start + 10));
  const end = mask.end;
  if (attribute.name === 'alt' && isImage && source) {
    const isEmpty = text.slice(attribute.start, attribute.end).trim() === '';
    return fillReference(scene, {
      ...scene.dialect,
      path: source,
      ...(isEmpty ? { alt: attribute } : {}),
      end,
      escapeAlt: escapeJsx,
    });
  }
  const current = text.slice(attribute.start, attribute.end);
  const isPath =
    fieldHasImage(attribute.name) || (attribute.name === 'href' && isReplaceable(current));
  return isPath ? fillReference(scene, { ...dialect, path: attribute, end }) : undefined;
}

function escapeJsx(alt: string): string {
  return alt.replace(/[&"{}<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Empty braces get a string. */
function insertIntoBraces(
  scene: Scene,
  braces: { start: number; end: number },
  offset: number,
): Insertion | undefined {
  const { text, images, dialect } = scene;
  if (text.slice(braces.start, braces.end).trim() !== '') {
    return insertIntoExpression(scene, braces, offset);
  }
  const strings = images.map(({ path }) => JSON.stringify(dialect.encodePath(path)));
  return replaceRange(braces, strings.length > 1 ? `[${strings.join(', ')}]` : strings.join(''));
}

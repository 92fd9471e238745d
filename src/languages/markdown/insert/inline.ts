import type { Nodes } from 'mdast';
import type { Insertion, TextRange } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import { findDefinition, readDefinitions } from './definition.ts';
import { insertAtSpot } from './htmlBlock.ts';
import { inspectHtml } from '../syntax/htmlSpot.ts';
import { findClosedSyntax, findFormula } from '../syntax/inlineSyntax.ts';
import { findLineSlot } from '../syntax/lineSlots.ts';
import { getDocumentRange, type Location } from './locate.ts';
import { insertStrings } from './runnableCode.ts';
import { getPrefix, type Scene } from './scene.ts';
import { fillReference, insertPaths, isReplaceable, type Reference } from './writePath.ts';

/** Where a reference is allowed, or an insertion into the existing syntax. */
export type Spot = { readonly offset: number } | Insertion;

/** Finds the position in a line where a reference breaks nothing, at an offset or after it. */
export function findSpot(scene: Scene, location: Location, block: Nodes, offset: number): Spot {
  const formula = findFormulaAround(scene, location, block, offset);
  if (formula) return { offset: formula.end };
  let parent: Nodes = block;
  for (;;) {
    const child: Nodes | undefined = getChildren(parent).find((each) => {
      const { start, end } = getDocumentRange(location, each);
      const isEmptyImage = each.type === 'image' && !each.url && !each.alt;
      return isEmptyImage ? start <= offset && offset <= end : start < offset && offset < end;
    });
    if (child === undefined || child.type === 'text') {
      const prefix = getPrefix(scene, getDocumentRange(location, block).start);
      return findSpotInText(scene, offset, prefix);
    }
    const range = getDocumentRange(location, child);
    switch (child.type) {
      case 'emphasis':
      case 'strong':
      case 'delete': {
        const length = child.type === 'emphasis' ? 1 : 2;
        if (offset <= range.start + length) return { offset: range.start };
        if (offset >= range.end - length) return { offset: range.end };
        parent = child;
        continue;
      }
      case 'inlineCode':
        return findSpotInCode(scene, range, offset);
      case 'image':
        return findSpotInImage(scene, location, range, offset) ?? { offset: range.end };
      case 'imageReference':
        return (
          findSpotInImageReference(scene, range, child.label ?? '', offset) ?? { offset: range.end }
        );
      case 'html': {
        const html = scene.masked.slice(range.start, range.end);
        const spot = inspectHtml(html, offset - range.start);
        return insertAtSpot(scene, spot, range.start, offset) ?? { offset: range.end };
      }
      case 'link':
      case 'linkReference': {
        if (isInLabel(scene, location, range, offset)) {
          if (child.type === 'linkReference' && child.referenceType !== 'full')
            return { offset: range.end };
          parent = child;
          continue;
        }
        return findSpotInLink(scene, location, range, offset) ?? { offset: range.end };
      }
      case 'break':
        return { offset: range.start };
      default:
        return { offset: range.end };
    }
  }
}

function getChildren(node: Nodes): readonly Nodes[] {
  return 'children' in node ? node.children : [];
}

function findFormulaAround(
  { masked }: Scene,
  location: Location,
  block: Nodes,
  offset: number,
): TextRange | undefined {
  const { start, end } = getDocumentRange(location, block);
  const code: TextRange[] = [];
  const pending: Nodes[] = [block];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'inlineCode') code.push(getDocumentRange(location, node));
    pending.push(...getChildren(node).toReversed());
  }
  const shift = (range: TextRange, by: number) => ({
    start: range.start + by,
    end: range.end + by,
  });
  const formula = findFormula(
    masked.slice(start, end),
    offset - start,
    code.map((each) => shift(each, -start)),
  );
  return formula && shift(formula, start);
}

/** @param prefix what the lines of the block start with */
function findSpotInText(scene: Scene, offset: number, prefix: string): Spot {
  const { text, dialect } = scene;
  const slot = findLineSlot(text, offset);
  if (slot && (slot.before !== '' || isReplaceable(text.slice(slot.start, slot.end)))) {
    const isWiki = slot.kind === 'wiki';
    const encode = isWiki ? (path: string) => path : dialect.encodePath;
    const isClosed = text.startsWith(isWiki ? ']]' : ')', slot.end);
    const filled = {
      ...dialect,
      path: slot,
      encodePath: (path: string) => slot.before + encode(path),
      // After a definition, or syntax that is not closed yet, nothing can be inserted.
      ...(isClosed ? { end: slot.end + (isWiki ? 2 : 1) } : { end: slot.end, prefix }),
    };
    return fillReference(scene, filled);
  }
  const line = getLine(text, offset);
  const syntax = findClosedSyntax(line.text, offset - line.start);
  return { offset: syntax ? line.start + syntax.end : offset };
}

function findSpotInCode(scene: Scene, range: TextRange, offset: number): Spot {
  const { text, dialect } = scene;
  // GitHub reads this as a formula.
  if (text[range.start - 1] === '$' && text[range.end] === '$') return { offset: range.end + 1 };
  const source = text.slice(range.start, range.end);
  const codeLanguage = /^`+\{?(r|python|julia)\b/.exec(source)?.[1];
  if (dialect.hasRunnableCode && codeLanguage !== undefined)
    return insertStrings(scene, offset, codeLanguage);
  const marker = /^`+/.exec(source)?.[0].length ?? 1;
  if (offset < range.start + marker || offset > range.end - marker) return { offset: range.end };
  return insertPaths(scene, { start: offset, end: offset }, 'pathInCode');
}

function findSpotInImage(
  scene: Scene,
  location: Location,
  range: TextRange,
  offset: number,
): Insertion | undefined {
  const { text, dialect } = scene;
  const alt = findLabel(location, range, 2);
  const [open, close] = findParentheses(location, range);
  if (open === undefined || close === undefined) return undefined;
  const path = findDestination(location, range, open) ?? { start: open, end: open };
  const isEmpty = text.slice(alt.start, alt.end).trim() === '';
  const isUnset = isEmpty && path.start === path.end;
  const isInAlt = offset >= alt.start && offset <= alt.end;
  const isInPath = offset >= path.start && offset <= path.end;
  if (!isInAlt && !isInPath && !isUnset) return undefined;
  const isAltWritten = isEmpty && !(isInPath && !isInAlt);
  return fillReference(scene, {
    ...dialect,
    path,
    ...(isAltWritten ? placeAlt(scene, alt, range.end) : {}),
    end: range.end,
  });
}

/** Where the alt text of a reference is written: in its brackets, or after it if no attributes are there. */
function placeAlt(
  { text, dialect }: Scene,
  brackets: TextRange,
  end: number,
): Pick<Reference, 'alt' | 'writeAlt'> {
  const writeAlt = dialect.writeAltAfter;
  if (writeAlt === undefined) return { alt: brackets };
  return text[end] === '{' ? {} : { alt: { start: end, end }, writeAlt };
}

/** The path of such an image is in a definition elsewhere. */
function findSpotInImageReference(
  scene: Scene,
  range: TextRange,
  label: string,
  offset: number,
): Insertion | undefined {
  const { text, masked, dialect } = scene;
  const source = text.slice(range.start, range.end);
  const labelLength = source.endsWith('[]') ? 2 : source.endsWith('][') ? 0 : label.length + 2;
  const isFull = source.endsWith(`[${label}]`) && source.length > labelLength + 1;
  const alt = { start: range.start + 2, end: range.end - labelLength - 1 };
  if (!isFull || offset < alt.start || offset > alt.end) return undefined;
  const path = findDefinition(readDefinitions(masked), label);
  if (!path) return undefined;
  const isEmpty = text.slice(alt.start, alt.end).trim() === '';
  return fillReference(scene, {
    ...dialect,
    path,
    ...(isEmpty ? placeAlt(scene, alt, range.end) : {}),
    end: range.end,
  });
}

function isInLabel(scene: Scene, location: Location, range: TextRange, offset: number): boolean {
  if (!scene.text.startsWith('[', range.start)) return false;
  const label = findLabel(location, range, 1);
  return offset >= label.start && offset <= label.end;
}

function findSpotInLink(
  scene: Scene,
  location: Location,
  range: TextRange,
  offset: number,
): Insertion | undefined {
  const [open, close] = findParentheses(location, range);
  if (open === undefined || close === undefined) return undefined;
  const path = findDestination(location, range, open) ?? { start: open, end: open };
  const isInPath = offset >= path.start && offset <= path.end;
  if (!isInPath || !isReplaceable(scene.text.slice(path.start, path.end))) return undefined;
  return fillReference(scene, { ...scene.dialect, path, end: range.end });
}

/** @param length of the marker before the text in brackets */
function findLabel({ parsed, base }: Location, range: TextRange, length: number): TextRange {
  const start = range.start + length;
  const label = parsed.labels.find((each) => each.start + base === start);
  return { start, end: label ? label.end + base : start };
}

/** The offsets after the opening parenthesis and before the closing one of a link or image. */
function findParentheses({ parsed, base }: Location, { end }: TextRange): readonly number[] {
  const close = parsed.parentheses.findIndex((each) => each.end + base === end);
  const pair =
    close > 0 ? [parsed.parentheses[close - 1]?.end, parsed.parentheses[close]?.start] : [];
  return pair.flatMap((each) => (each === undefined ? [] : [each + base]));
}

function findDestination(
  { parsed, base }: Location,
  { end }: TextRange,
  open: number,
): TextRange | undefined {
  const destination = parsed.destinations.find(
    (each) => each.start + base >= open && each.end + base < end,
  );
  return destination && { start: destination.start + base, end: destination.end + base };
}

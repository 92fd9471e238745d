import type { Insertion, TextRange } from '../../language.ts';
import { fillReference, isReplaceable } from './writePath.ts';
import type { Scene } from './scene.ts';

const definition = /^(\[[^\]]*\]:\s*<?)([^\s>]*)/;

/**
 * Inserts a path into the definition of a link or image, and further images below it.
 * @param prefix what the lines of the block start with
 * @returns undefined outside of its destination, or if that is no image
 */
export function insertIntoDefinition(
  scene: Scene,
  range: TextRange,
  offset: number,
  prefix: string,
): Insertion | undefined {
  const path = findDestination(scene.text.slice(range.start, range.end), range.start);
  if (!path || offset < path.start || offset > path.end) return undefined;
  if (!isReplaceable(scene.text.slice(path.start, path.end))) return undefined;
  return fillReference(scene, { ...scene.dialect, path, end: range.end, prefix });
}

function findDestination(source: string, base: number): TextRange | undefined {
  const [, lead, destination] = definition.exec(source) ?? [];
  if (lead === undefined || destination === undefined) return undefined;
  const start = base + lead.length;
  return { start, end: start + destination.length };
}

const definitionLine = /^[ >]{0,9}(\[([^[\]\n\\]+)\]:[ \t]*<?)([^\s>]*)/gm;

/** The destinations of the definitions of a document by their normalized labels. Empty ones are missing. */
export type Definitions = ReadonlyMap<string, TextRange>;

/** All definitions of a document, also of footnotes. Of a label, the first one with a destination counts. */
export function readDefinitions(text: string): Definitions {
  const definitions = new Map<string, TextRange>();
  for (const { 0: whole, 2: label = '', 3: destination = '', index } of text.matchAll(
    definitionLine,
  )) {
    const end = index + whole.length;
    const known = definitions.get(normalizeLabel(label));
    if (known && known.start < known.end) continue;
    definitions.set(normalizeLabel(label), { start: end - destination.length, end });
  }
  return definitions;
}

/** The destination of the definition of a label. Undefined if there is none. */
export function findDefinition(definitions: Definitions, label: string): TextRange | undefined {
  const range = definitions.get(normalizeLabel(label));
  return range && range.start < range.end ? range : undefined;
}

/** Labels that are supplied for a part of a document. */
const maxSuppliedLabels = 200;
const bracketedLabel = /\[([^[\]\\\n]+)\](:?)/g;

/** The labels that a part of a document uses and another one defines, without which they are no links. */
export function defineLabels(definitions: Definitions, source: string): string {
  if (definitions.size === 0) return '';
  const used = new Set<string>();
  const defined = new Set<string>();
  for (const [, label = '', colon] of source.matchAll(bracketedLabel)) {
    const name = normalizeLabel(label);
    if (definitions.has(name)) (colon === ':' ? defined : used).add(name);
  }
  return [...used]
    .filter((label) => !defined.has(label))
    .slice(0, maxSuppliedLabels)
    .map((label) => `\n\n[${label}]: .`)
    .join('');
}

function normalizeLabel(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}

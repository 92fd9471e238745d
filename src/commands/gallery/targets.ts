import * as v from 'valibot';
import type { ActionName, ActionTarget } from '../../gallery/protocol/vocabulary.ts';
import type { Library } from '../../library/library.ts';
import type { GenerationRecord, LibraryImage } from '../../library/record.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** The generations and images that an action applies to. */
export interface ResolvedTargets {
  /** Each generation once. */
  readonly records: readonly GenerationRecord[];
  readonly images: readonly LibraryImage[];
}

/** The part of `data-vscode-context` that a context menu passes on. */
const menuContextSchema = v.object({
  id: v.string(),
  image: v.exactOptional(v.number()),
  /** Whether the menu is not that of a card, which may be one of several that are selected. */
  ignoresSelection: v.exactOptional(v.boolean()),
});

/** The actions that apply to one image or generation, even if several are selected. */
const singleActions: readonly ActionName[] = [
  'enlarge',
  'open',
  'showDetails',
  'copyImage',
  'editPrompt',
  'reveal',
];

/**
 * The targets of an item of a context menu. On a selected generation, it applies to the whole
 * selection, unless its action applies to one only.
 */
export function toTargets(
  action: ActionName,
  menuContext: unknown,
  selection: readonly string[],
): ActionTarget[] {
  const parsed = safeParse(menuContextSchema, menuContext);
  if (!parsed.success) return selection.map((id) => ({ id }));
  const { ignoresSelection, ...target } = parsed.output;
  const isPartOfSelection =
    !ignoresSelection && selection.length > 1 && selection.includes(target.id);
  return isPartOfSelection && !singleActions.includes(action)
    ? selection.map((id) => ({ id }))
    : [target];
}

/** Looks targets up in the library. Those that no longer exist are left out. */
export async function resolveTargets(
  targets: readonly ActionTarget[],
  library: Pick<Library, 'getMany'>,
): Promise<ResolvedTargets> {
  const found = await library.getMany([...new Set(targets.map(({ id }) => id))]);
  const records = new Map(found.map((record) => [record.id, record]));
  const images = targets.flatMap(({ id, image: index }): LibraryImage[] => {
    const record = records.get(id);
    if (!record) return [];
    const images = index === undefined ? record.images : record.images.slice(index, index + 1);
    return images.map((image) => ({ record, image }));
  });
  return { records: [...records.values()], images };
}

import { setTimeout as after } from 'node:timers/promises';
import * as vscode from 'vscode';
import { plural } from '../host/plural.ts';
import type { Deletion } from '../library/bin.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import type { GalleryDeps } from './gallery.ts';

/** Milliseconds for which a deletion can be undone. */
const undoable = 5 * 60_000;

/** The deletions of this window that can still be undone, the last one last, and what does so. */
const pending = new Map<Deletion, () => void>();

/** Takes back what this window deleted last, if that can still be undone. */
export function undoDeletion(): void {
  [...pending.values()].at(-1)?.();
}

/** Deletes generations, and brings them back where the user thinks better of it. */
export async function deleteWithUndo(
  records: readonly GenerationRecord[],
  { library, engine }: Pick<GalleryDeps, 'library' | 'engine'>,
): Promise<void> {
  await Promise.all(records.filter(isUnfinished).map(({ id }) => end(id, engine)));
  const deletion = await library.putAway(records.map(({ id }) => id));
  const undo = vscode.l10n.t('Undo');
  const answered = vscode.window.showInformationMessage(tellDeleted(records), undo);
  const undone = new Promise<string>((resolve) => {
    pending.set(deletion, () => {
      resolve(undo);
    });
  });
  const choice = await Promise.race([answered, undone, after(undoable, 'late', { ref: false })]);
  pending.delete(deletion);
  if (choice === undo && (await deletion.restore()) > 0) return;
  if (choice !== undo) await deletion.purge();
  // A notification that has become too old cannot be taken away.
  if ((await answered) !== undo) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('The deletion can no longer be undone.'));
}

/** Cancels a generation and waits until it has ended, where it is this window's. */
async function end(id: string, engine: TaskEngine): Promise<void> {
  const run = engine.runs.find((each) => each.id === id);
  await engine.cancel(id);
  await run?.finished;
}

function tellDeleted(records: readonly GenerationRecord[]): string {
  const count = records.reduce((sum, { images }) => sum + images.length, 0);
  // A generation that failed, or was still running, has none.
  if (count === 0) return vscode.l10n.t('Deleted from the gallery');
  return plural(count, {
    one: vscode.l10n.t('Deleted 1 image'),
    other: vscode.l10n.t('Deleted {0} images'),
  });
}

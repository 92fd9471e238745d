import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { formatPlural } from '../../host/plural.ts';
import type { Deletion } from '../../library/trash.ts';
import { isUnfinished, type GenerationRecord } from '../../library/record.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import type { Services } from '../services.ts';

/** Milliseconds for which a deletion can be undone. */
const undoWindowMs = 5 * 60_000;

/** The deletions of this window that can still be undone, the last one last, and what does so. */
const pendingDeletions = new Map<Deletion, () => void>();

/** Takes back what this window deleted last, if that can still be undone. */
export function undoDeletion(): void {
  [...pendingDeletions.values()].at(-1)?.();
}

/** Deletes generations, and brings them back where the user thinks better of it. */
export async function deleteWithUndo(
  records: readonly GenerationRecord[],
  { library, engine }: Pick<Services, 'library' | 'engine'>,
): Promise<void> {
  await Promise.all(records.filter(isUnfinished).map(({ id }) => cancelAndWait(id, engine)));
  const deletion = await library.moveToTrash(records.map(({ id }) => id));
  const undoLabel = vscode.l10n.t('Undo');
  const notificationChoice = vscode.window.showInformationMessage(
    formatDeleted(records),
    undoLabel,
  );
  const undoRequested = new Promise<string>((resolve) => {
    pendingDeletions.set(deletion, () => {
      resolve(undoLabel);
    });
  });
  const choice = await Promise.race([
    notificationChoice,
    undoRequested,
    delay(undoWindowMs, 'late', { ref: false }),
  ]);
  pendingDeletions.delete(deletion);
  if (choice === undoLabel && (await deletion.restore()) > 0) return;
  if (choice !== undoLabel) await deletion.purge();
  // A notification that has become too old cannot be taken away.
  if ((await notificationChoice) !== undoLabel) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('The deletion can no longer be undone.'));
}

/** Cancels a generation and waits until it has ended, where it is this window's. */
async function cancelAndWait(id: string, engine: TaskEngine): Promise<void> {
  const run = engine.runs.find((candidate) => candidate.id === id);
  await engine.cancel(id);
  await run?.finished;
}

function formatDeleted(records: readonly GenerationRecord[]): string {
  const imageCount = records.reduce((sum, { images }) => sum + images.length, 0);
  // A generation that failed, or was still running, has none.
  if (imageCount === 0) return vscode.l10n.t('Deleted from the gallery');
  return formatPlural(imageCount, {
    one: vscode.l10n.t('Deleted 1 image'),
    other: vscode.l10n.t('Deleted {0} images'),
  });
}

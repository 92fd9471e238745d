import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { formatPlural } from '../../host/plural.ts';
import { showInformation } from '../../host/ui/notifications.ts';
import type { Library } from '../../library/library.ts';
import type { Deletion } from '../../library/trash.ts';
import { isUnfinished, type GenerationRecord } from '../../library/record.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import type { Services } from '../services.ts';

/** How long a deletion can be undone. */
const undoWindowMs = 5 * 60_000;

/** How long a deletion waits for another window to end the generation. */
const otherWindowWaitMs = 3000;
const pollMs = 100;

/** The deletions of this window that can still be undone, oldest first, and the function that does so. */
const pendingDeletions = new Map<Deletion, () => void>();

/** Undoes the last deletion of this window, if it can still be undone. */
export function undoDeletion(): void {
  [...pendingDeletions.values()].at(-1)?.();
}

/** Deletes generations and offers to undo it. */
export async function deleteWithUndo(
  records: readonly GenerationRecord[],
  { library, engine }: Pick<Services, 'library' | 'engine'>,
): Promise<void> {
  await Promise.all(
    records.filter(isUnfinished).map(({ id }) => cancelAndWait(id, engine, library)),
  );
  const deletion = await library.moveToTrash(records.map(({ id }) => id));
  const undoLabel = vscode.l10n.t('Undo');
  const notificationChoice = showInformation(formatDeleted(records), undoLabel);
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
  // VS Code cannot close a notification, so the button may be pressed too late.
  if ((await notificationChoice) !== undoLabel) return;
  void showInformation(vscode.l10n.t('The deletion can no longer be undone.'));
}

/** Cancels a generation, and waits for its end: not for long if another window runs it. */
async function cancelAndWait(
  id: string,
  engine: TaskEngine,
  library: Pick<Library, 'isLeaseHeld'>,
): Promise<void> {
  const run = engine.runs.find((candidate) => candidate.id === id);
  await engine.cancel(id);
  if (run) {
    await run.finished;
    return;
  }
  // It still writes that the generation was canceled, which would bring a deleted record back.
  const isRunning = () => library.isLeaseHeld(id).catch(() => false);
  for (let waitedMs = 0; waitedMs < otherWindowWaitMs && (await isRunning()); waitedMs += pollMs)
    await delay(pollMs);
}

function formatDeleted(records: readonly GenerationRecord[]): string {
  const imageCount = records.reduce((sum, { images }) => sum + images.length, 0);
  // A failed or running generation has no images.
  if (imageCount === 0) return vscode.l10n.t('Deleted from the gallery');
  return formatPlural(imageCount, {
    one: vscode.l10n.t('Deleted 1 image'),
    other: vscode.l10n.t('Deleted {0} images'),
  });
}

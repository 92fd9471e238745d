import { createHash } from 'node:crypto';

/** The properties that identify a pending move. */
interface MoveKey {
  readonly folder: string;
  readonly target: string;
  readonly scope: string;
}

/**
 * The name of the file of a pending move. It begins with a hash of the target, so that the moves to a
 * folder are found without reading files.
 */
export function getMoveFileName({ folder, target, scope }: MoveKey): string {
  return `${hash(target)}-${hash(`${scope} ${folder}`)}.json`;
}

/** Whether a file in the folder of `PendingMoves` is that of a move to this target. */
export function isMoveFileTo(target: string, name: string): boolean {
  return name.startsWith(`${hash(target)}-`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

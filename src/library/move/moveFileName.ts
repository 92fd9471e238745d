import { createHash } from 'node:crypto';

/** What tells one pending move from another. */
interface MoveKey {
  readonly folder: string;
  readonly target: string;
  readonly scope: string;
}

/** The name of the file of a pending move. It begins with its target, so that no file is read to find those. */
export function getMoveFileName({ folder, target, scope }: MoveKey): string {
  return `${hash(target)}-${hash(`${scope} ${folder}`)}.json`;
}

/** Whether a file is one of a move to a folder. */
export function isMoveFileTo(target: string, name: string): boolean {
  return name.startsWith(`${hash(target)}-`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

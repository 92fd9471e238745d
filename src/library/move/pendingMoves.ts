import { createHash } from 'node:crypto';
import { extname, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { maxMoveFileBytes } from '../../untrusted/limits.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import { ignoreForeignFile, listFolder, readIfExists } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';

const extension = '.json';
const pendingMoveSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    folder: v.pipe(v.string(), v.check(isAbsolute)),
    /** `inProgress`: only the generations that were in progress when the setting was changed. */
    scope: v.picklist(['all', 'inProgress']),
  }),
);

/** A library that is being moved into the current one, or a part of it. */
export type PendingMove = Readonly<v.InferOutput<typeof pendingMoveSchema>>;

/**
 * The folders of libraries that are being moved into the current one: a file for each, outside of all
 * libraries, so that the next start goes on whatever has interrupted it.
 */
export class PendingMoves {
  readonly #folder: string;
  readonly #disk: ReliableDisk;

  /** @param folder the path of a folder that only this user can write; created when first used */
  constructor(folder: string, disk: ReliableDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /**
   * All of them.
   * @throws Error of the file system when they cannot be read.
   */
  async list(): Promise<PendingMove[]> {
    const moves: PendingMove[] = [];
    for (const name of await listFolder(this.#disk, this.#folder)) {
      if (extname(name) !== extension) continue;
      const file = join(this.#folder, name);
      const bytes = await readIfExists(this.#disk, file, maxMoveFileBytes).catch(ignoreForeignFile);
      const parsed = safeParse(pendingMoveSchema, bytes?.toString());
      if (parsed.success) moves.push(parsed.output);
    }
    return moves;
  }

  /** @throws Error of the file system. */
  async add(move: PendingMove): Promise<void> {
    await writeAtomically(this.#disk, this.#getPath(move), JSON.stringify(move));
  }

  /** @throws Error of the file system. */
  async remove(move: PendingMove): Promise<void> {
    await this.#disk.rm(this.#getPath(move), { force: true });
  }

  #getPath({ folder, scope }: PendingMove): string {
    const name = createHash('sha256').update(`${scope} ${folder}`).digest('hex').slice(0, 32);
    return join(this.#folder, name + extension);
  }
}

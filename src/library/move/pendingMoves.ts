import { extname, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { maxMoveFileBytes } from '../../untrusted/limits.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import { ignoreForeignFile, listFolder, readIfExists } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import { getMoveFileName } from './moveFileName.ts';

const folderSchema = v.pipe(v.string(), v.check(isAbsolute));
const pendingMoveSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    folder: folderSchema,
    /** Windows whose library is in another folder, such as those of another profile, ignore the move. */
    target: folderSchema,
    /** `inProgress`: only the generations that were in progress when the setting was changed. */
    scope: v.picklist(['all', 'inProgress']),
    /** The ID of the library in the folder, if it is known. */
    libraryId: v.exactOptional(v.string()),
  }),
);

/** A library that is being moved to another folder, or a part of it. */
export type PendingMove = Readonly<v.InferOutput<typeof pendingMoveSchema>>;

/**
 * The libraries that are being moved to other folders: a file for each, outside of all libraries, so
 * that the next start continues a move that was interrupted.
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
   * The moves to a folder.
   * @throws Error of the file system when they cannot be read.
   */
  async listTo(target: string): Promise<PendingMove[]> {
    const moves: PendingMove[] = [];
    for (const name of await listFolder(this.#disk, this.#folder)) {
      if (extname(name) !== '.json') continue;
      const file = join(this.#folder, name);
      const bytes = await readIfExists(this.#disk, file, maxMoveFileBytes).catch(ignoreForeignFile);
      const parsed = safeParse(pendingMoveSchema, bytes?.toString());
      if (parsed.success && parsed.output.target === target) moves.push(parsed.output);
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

  /**
   * Gives the moves to an earlier folder of the library another target, which has become the library.
   * A move from that target ends: what it has not moved yet stays there.
   * @throws Error of the file system.
   */
  async redirect(earlier: string, target: string): Promise<void> {
    for (const move of await this.listTo(earlier)) {
      if (move.folder !== target) await this.add({ ...move, target });
      await this.remove(move);
    }
  }

  #getPath(move: PendingMove): string {
    return join(this.#folder, getMoveFileName(move));
  }
}

import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createFolder } from '../../../src/library/disk/files.ts';
import { writeAtomically } from '../../../src/library/disk/writeAtomically.ts';
import { ensureLibraryId } from '../../../src/library/location/libraryId.ts';
import { Library } from '../../../src/library/library.ts';
import { drainLibrary, type DrainResult } from '../../../src/library/move/drainLibrary.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { png, request } from './generation.ts';
import { imageFrom, otherPng } from './libraryFixture.ts';
import { ManualClock } from './manualClock.ts';
import { createMemoryDisk, type MemoryDisk } from './memoryDisk.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { seededRandom } from './seededRandom.ts';

/** The folders of the libraries in memory. */
export const [sourceFolder, targetFolder] = ['/old', '/new'];

/** A process with both libraries open. */
export interface MovingWindow {
  readonly disk: MemoryDisk;
  readonly source: Library;
  readonly target: Library;
  readonly drain: () => Promise<DrainResult | undefined>;
}

/** Two libraries in memory, and the windows that use them. */
export class MovingLibraries {
  readonly clock = new ManualClock();
  readonly files = new MemoryFiles(() => this.clock.now());
  readonly #random = seededRandom(1);

  openWindow(): MovingWindow {
    const disk = createMemoryDisk(this.files);
    const options = { disk: disk.disk, clock: this.clock, random: this.#random };
    const source = new Library(sourceFolder, options);
    const target = new Library(targetFolder, options);
    const drain = () => drainLibrary({ source, target, sourceFolder, targetFolder });
    return { disk, source, target, drain };
  }

  /** Fills the source: finished ones with one and two images, a failed one, and a pending one. */
  async fill(): Promise<readonly GenerationRecord[]> {
    const { source } = this.openWindow();
    await ensureLibraryId(source.disk, sourceFolder);
    const create = async (count: number, state: GenerationRecord['state']) => {
      this.clock.advance(1);
      const { record, lease } = await source.create({ provider: 'octopusx', request });
      const { id } = record;
      for (let index = 0; index < count; index++)
        await source.addImage(id, index, imageFrom(index === 0 ? png : otherPng));
      const task = { taskId: `task-${id}`, reqKey: 'key', submittedAt: this.clock.now() };
      const changed = await source.update(id, (each) => ({
        ...each,
        state,
        ...(state === 'generating' && { task }),
      }));
      if (state === 'generating') await lease.suspend();
      else await lease.release();
      return changed ?? record;
    };
    return [
      await create(1, 'done'),
      await create(2, 'done'),
      await create(0, 'failed'),
      await create(1, 'generating'),
    ];
  }

  /** Copies a file of the source to the target, as the user may have done before. @param length in bytes */
  async copyToTarget(file: string, length?: number): Promise<void> {
    const { disk } = this.openWindow().target;
    const bytes = this.files.peek(join(sourceFolder, file));
    const copy = join(targetFolder, file);
    await createFolder(disk, dirname(copy));
    await writeAtomically(disk, copy, (bytes ?? Buffer.alloc(0)).subarray(0, length));
  }

  /** Lets time pass until `work` has ended. */
  async settle<T>(work: Promise<T>): Promise<T> {
    const settled = new AbortController();
    const settling = work.finally(() => {
      settled.abort();
    });
    settling.catch(() => undefined);
    for (;;) {
      await turn();
      if (settled.signal.aborted) return settling;
      this.clock.advanceToNextSleeper();
    }
  }

  /** Runs `work` until its window is killed before this call of the disk, or to the end. */
  async runUntilKilled(
    window: MovingWindow,
    callNumber: number,
    work: () => Promise<unknown>,
  ): Promise<'killed' | 'ended'> {
    let calls = 0;
    const killed = new Promise<'killed'>((resolve) => {
      window.disk.faultFor = () => {
        if (++calls === callNumber) {
          window.disk.kill();
          resolve('killed');
        }
        return undefined;
      };
    });
    return Promise.race([killed, work().then(() => 'ended' as const)]);
  }

  /** The files of a library, as paths in its folder, without those of thumbnails and leases. */
  list(folder: string): string[] {
    return this.files.list(folder).map((path) => path.slice(folder.length + 1));
  }
}

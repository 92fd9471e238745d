import { basename, join } from 'node:path';
import * as v from 'valibot';
import {
  getImageIndex,
  recordSchema,
  type GenerationRecord,
} from '../../../../src/library/record.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import type { SimulatedTask } from './simulatedService.ts';
import { libraryFolder } from './simulatedWindow.ts';

const storedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/** The records on disk, as a process that starts now would read them. */
export function readStoredRecords(files: MemoryFiles): GenerationRecord[] {
  const folder = join(libraryFolder, 'records');
  const paths = files.list(folder);
  const isCurrent = (path: string) =>
    path.endsWith('.json') ||
    (path.endsWith('.json.replacement') && !paths.includes(path.replace(/\.replacement$/, '')));
  return paths
    .filter(isCurrent)
    .map((path) => v.parse(storedRecordSchema, files.peek(path)?.toString()));
}

/** Watches that no image that has arrived is lost, changed, or another one than it should be. */
export class ArrivedImages {
  readonly #files: MemoryFiles;
  readonly #tasks: readonly SimulatedTask[];
  readonly #arrived = new Map<string, Buffer>();

  constructor(files: MemoryFiles, tasks: readonly SimulatedTask[]) {
    this.#files = files;
    this.#tasks = tasks;
  }

  /** Compares what is on disk now with what was there before. Returns what is wrong. */
  check(): string[] {
    const problems: string[] = [];
    const missing = new Set(this.#arrived.keys());
    for (const { id, images, task } of readStoredRecords(this.#files)) {
      const sent = this.#tasks.find(({ taskId }) => taskId === task?.taskId)?.images;
      for (const image of images) {
        const path = join(libraryFolder, 'images', id, image.file);
        missing.delete(path);
        const bytes = this.#files.peek(path);
        const before = this.#arrived.get(path);
        if (bytes && bytes === before) continue;
        if (!bytes) problems.push(`${basename(path)} of ${id} is listed and does not exist`);
        else if (sent?.[getImageIndex(image)]?.equals(bytes) !== true)
          problems.push(`${basename(path)} of ${id} is not the image that was sent`);
        else this.#arrived.set(path, bytes);
      }
    }
    for (const path of missing) problems.push(`${path} is no longer listed`);
    return problems;
  }

  /** The images of a task that no record on disk lists. */
  listMissing(task: SimulatedTask): number[] {
    const records = readStoredRecords(this.#files).filter(
      (record) => record.task?.taskId === task.taskId,
    );
    const indexes = new Set(records.flatMap(({ images }) => images.map(getImageIndex)));
    return listExpectedIndexes(task).filter((index) => !indexes.has(index));
  }
}

function listExpectedIndexes({ images, outcome }: SimulatedTask): number[] {
  if (outcome === 'refused') return [];
  return [...images.keys()].filter((index) => outcome !== 'secondWithheld' || index !== 1);
}

/** The temporary files and the lease files of the library. */
export function listLeftovers(files: MemoryFiles): string[] {
  return files
    .list(libraryFolder)
    .filter((path) => /\.(tmp|replacement|cancel)$/.test(path) || path.includes('leases'));
}

import { dirname } from 'node:path';
import { systemClock, type Clock } from '../../jimeng/index.ts';
import { createFolder, getFileErrorCode, systemDisk, type Disk } from './files.ts';

/** Features that some disks, such as network shares and FUSE, do not support. All are optional. */
export type DiskFeature = 'flush' | 'setTimes' | 'watch' | 'replaceByRename';

/** The options of `createReliableDisk`. */
export interface ReliableDiskOptions {
  readonly clock?: Clock;
  /** Called once for each feature that the disk does not support. */
  readonly onUnsupported?: ((feature: DiskFeature, error: unknown) => void) | undefined;
}

/** A disk whose calls are repeated when another program blocks a file. */
export interface ReliableDisk extends Disk {
  /** The disk without retries, for what is not worth a pause. */
  readonly once: Disk;
  /**
   * Repeats `work` for about 4 seconds, with growing pauses, while it fails.
   * @param answers the error codes that are the result, so that nothing is repeated
   * @throws the last error of `work`.
   */
  readonly retry: <T>(work: () => Promise<T>, answers?: ReadonlySet<string>) => Promise<T>;
  /** Deletes a temporary file; if that is not possible, `discardAgain` will. Never rejects. */
  discard(file: string): Promise<void>;
  /** Deletes the temporary files that could not be deleted before. Never rejects. */
  discardAgain(): Promise<void>;
  /** Reports a feature that the disk does not support, once. */
  reportUnsupported(feature: DiskFeature, error: unknown): void;
}

/**
 * Pauses between attempts in milliseconds: virus scanners hold files for milliseconds, sync tools
 * for seconds.
 */
const retryPausesMs: readonly number[] = [20, 60, 200, 500, 1000, 2000];

/** Error codes that describe the path, so that repeating the call does not change them. */
const pathAnswers: ReadonlySet<string> = new Set([
  'ENOENT',
  'EEXIST',
  'EISDIR',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
]);

/**
 * For deletions that ignore missing files, and wherever missing folders are created: only a link
 * stays what it is.
 */
export const linkAnswers: ReadonlySet<string> = new Set(['ELOOP']);

/** The calls that are repeated, with the error codes that are their result. */
const answersByCall = {
  chmod: pathAnswers,
  lstat: pathAnswers,
  mkdir: new Set(['EEXIST', 'ENOTDIR', 'ELOOP']),
  open: pathAnswers,
  readFile: pathAnswers,
  readdir: pathAnswers,
  rename: pathAnswers,
  rm: new Set(['ELOOP']),
  rmdir: new Set([...pathAnswers, 'ENOTEMPTY']),
  stat: pathAnswers,
  statfs: pathAnswers,
  utimes: pathAnswers,
} as const satisfies Record<Exclude<keyof Disk, 'watch'>, ReadonlySet<string>>;

/** Creates a disk that repeats what fails. */
export function createReliableDisk(
  disk: Disk = systemDisk,
  { clock = systemClock, onUnsupported }: ReliableDiskOptions = {},
): ReliableDisk {
  const reported = new Set<DiskFeature>();
  const undeleted = new Set<string>();
  const retry = async <T>(work: () => Promise<T>, answers = pathAnswers): Promise<T> => {
    for (const pauseMs of retryPausesMs) {
      try {
        return await work();
      } catch (error) {
        if (!isFileError(error) || answers.has(getFileErrorCode(error))) throw error;
        await clock.sleep(pauseMs);
      }
    }
    return work();
  };
  const calls = Object.entries(answersByCall).map(([name, answers]) => [
    name,
    (...args: unknown[]) =>
      retry(
        () =>
          Reflect.apply(
            disk[name as keyof typeof answersByCall],
            undefined,
            args,
          ) as Promise<unknown>,
        answers,
      ),
  ]);
  return {
    ...(Object.fromEntries(calls) as Omit<Disk, 'watch'>),
    watch: (folder, listener) => disk.watch(folder, listener),
    once: disk,
    retry,
    discard: (file) =>
      retry(() => disk.rm(file, { force: true }), linkAnswers).catch(() => {
        undeleted.add(file);
      }),
    discardAgain: async () => {
      for (const file of undeleted) {
        const deleting = disk.rm(file, { force: true });
        await deleting.then(
          () => undeleted.delete(file),
          () => undefined,
        );
      }
    },
    reportUnsupported: (feature, error) => {
      if (reported.has(feature)) return;
      reported.add(feature);
      onUnsupported?.(feature, error);
    },
  };
}

/** Whether an error comes from the system, not from a caller or from Node's own checks. */
export function isFileError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^(?:E(?!RR_)[A-Z0-9]+|UNKNOWN)$/.test(String(error.code));
}

/**
 * Runs `work`, and runs it again after creating the folder of a file if that does not exist.
 * @throws what `work` throws; Error of the file system.
 */
export async function createFolderIfMissing<T>(
  disk: Disk,
  file: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (getFileErrorCode(error) !== 'ENOENT') throw error;
    await createFolder(disk, dirname(file));
    return work();
  }
}

/**
 * The names of the files in a folder, which is created if it does not exist.
 * @throws Error of the file system.
 */
export function listCreatedFolder(
  { once, retry }: ReliableDisk,
  folder: string,
): Promise<string[]> {
  return retry(async () => {
    await createFolder(once, folder);
    return once.readdir(folder);
  }, linkAnswers);
}

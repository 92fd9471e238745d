import { systemClock, type Clock } from '../jimeng/index.ts';
import { getFileErrorCode, systemDisk, type Disk } from './files.ts';

/** What some disks cannot do, such as network shares and FUSE; the library goes on without it. */
export type DiskFeature = 'flush' | 'setTimes' | 'watch' | 'replaceByRename';

/** The options of `createReliableDisk`. */
export interface ReliableDiskOptions {
  readonly clock?: Clock;
  /** Called once for each feature that the disk does not support. */
  readonly onUnsupported?: ((feature: DiskFeature, error: unknown) => void) | undefined;
}

/** A disk whose calls are repeated when another program blocks a file. */
export interface ReliableDisk extends Disk {
  /** The disk without retries, for what is not worth waiting for. */
  readonly once: Disk;
  /**
   * Repeats `work` for about 4 seconds, with growing pauses, while it fails.
   * @param answers the error codes that are the result, so that nothing is repeated
   * @throws the last error of `work`.
   */
  retry<T>(work: () => Promise<T>, answers?: ReadonlySet<string>): Promise<T>;
  /** Reports a feature that the disk does not support, once. */
  reportUnsupported(feature: DiskFeature, error: unknown): void;
}

/**
 * Pauses between attempts in milliseconds: virus scanners hold files for milliseconds, sync tools
 * for seconds.
 */
export const retryPausesMs: readonly number[] = [20, 60, 200, 500, 1000, 2000];

/** Error codes that say what the path is, whenever they are asked for. */
const pathAnswers: ReadonlySet<string> = new Set([
  'ENOENT',
  'EEXIST',
  'EISDIR',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
]);

const repeatedCalls = [
  'mkdir',
  'open',
  'readFile',
  'readdir',
  'rename',
  'rm',
  'stat',
  'utimes',
] as const satisfies readonly (keyof Disk)[];

/** Creates a disk that repeats what fails. */
export function createReliableDisk(
  disk: Disk = systemDisk,
  { clock = systemClock, onUnsupported }: ReliableDiskOptions = {},
): ReliableDisk {
  const reported = new Set<DiskFeature>();
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
  const calls = repeatedCalls.map((name) => [
    name,
    (...args: unknown[]) =>
      retry(() => Reflect.apply(disk[name], undefined, args) as Promise<unknown>),
  ]);
  return {
    ...(Object.fromEntries(calls) as Omit<Disk, 'watch'>),
    watch: (folder, listener) => disk.watch(folder, listener),
    once: disk,
    retry,
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

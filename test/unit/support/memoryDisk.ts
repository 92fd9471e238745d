import type { FileHandle } from 'node:fs/promises';
import type { Disk } from '../../../src/library/disk/files.ts';
import { fileError, MemoryFiles } from './memoryFiles.ts';
import type { FaultInjector, FileCall, TestDisk } from './testDisk.ts';

/** The calls of one process to files in memory, which several processes can share. */
export interface MemoryDisk extends TestDisk {
  readonly files: MemoryFiles;
  /**
   * Ends the process: no later call does anything, and none of them returns. What a call has done
   * stays done.
   */
  readonly kill: () => void;
  /** Holds up all calls until `end` resolves, as if the process hung. */
  readonly freeze: (end: Promise<void>) => void;
}

type OpenFile = ReturnType<MemoryFiles['open']>;
type Work = () => unknown;

/**
 * A disk in memory. Calls settle without I/O and without waiting for time, and fail according to
 * `faultFor`, before they do anything; a file whose closing fails is closed all the same.
 */
export function createMemoryDisk(files = new MemoryFiles(Date.now)): MemoryDisk {
  const calls: TestDisk['calls'] = [];
  let isKilled = false;
  let frozen: Promise<void> | undefined;
  const waitForProcess = async () => {
    while (frozen) await frozen;
    if (isKilled) await new Promise(() => undefined);
  };

  const failIfInjected = (call: FileCall, path: string) => {
    calls.push({ call, path });
    const code = memoryDisk.faultFor(call, path);
    if (code !== undefined) throw fileError(code, call, path);
  };

  /** Never settles once the process has ended, before or after the work. */
  async function run(call: FileCall, path: string, work: Work): Promise<unknown> {
    await waitForProcess();
    failIfInjected(call, path);
    const result = work();
    await waitForProcess();
    return result;
  }

  function createHandle(file: OpenFile, path: string): FileHandle {
    let position = 0;
    let isOpen = true;
    const runOpen = (call: FileCall, work: Work) =>
      run(call, path, () => {
        if (!isOpen) throw fileError('EBADF', call, path);
        return work();
      });
    const append = (bytes: Uint8Array) =>
      runOpen('write', () => {
        files.write(file, bytes, position, path);
        position += bytes.length;
      });
    const handle = {
      writeFile: async (data: string | Uint8Array | AsyncIterable<Uint8Array>) => {
        if (typeof data === 'string' || data instanceof Uint8Array)
          return append(Buffer.from(data));
        for await (const chunk of data) await append(chunk);
        return undefined;
      },
      write: (bytes: Uint8Array, offset: number, length: number, at: number | null) =>
        runOpen('write', () => {
          files.write(file, bytes.subarray(offset, offset + length), at ?? position, path);
          if (at === null) position += length;
          return { bytesWritten: length, buffer: bytes };
        }),
      sync: () => runOpen('sync', () => undefined),
      close: () => {
        if (!isOpen) return Promise.resolve();
        isOpen = false;
        return run('close', path, () => undefined);
      },
    };
    return handle as unknown as FileHandle;
  }

  const disk = {
    mkdir: (path: string, options?: { recursive?: boolean }) =>
      run('mkdir', path, () => files.createFolder(path, options?.recursive === true)),
    open: (path: string, flags = 'r') =>
      run('open', path, () => createHandle(files.open(path, flags), path)),
    readFile: (path: string, options?: BufferEncoding | { flag: number }) =>
      run('readFile', path, () => {
        const bytes = files.read(path);
        return typeof options === 'string' ? bytes.toString(options) : Buffer.from(bytes);
      }),
    readdir: (path: string) => run('readdir', path, () => files.readFolder(path)),
    rename: (from: string, to: string) =>
      run('rename', from, () => {
        files.rename(from, to);
      }),
    rm: (path: string, options?: { recursive?: boolean; force?: boolean }) =>
      run('rm', path, () => {
        files.remove(path, options?.recursive === true, options?.force === true);
      }),
    // Memory has no links, no modes, and no end.
    lstat: async (path: string) => {
      await waitForProcess();
      return files.stat(path);
    },
    chmod: () => Promise.resolve(),
    statfs: () => Promise.resolve({ bavail: 2 ** 40, bsize: 1 }),
    stat: (path: string) => run('stat', path, () => files.stat(path)),
    utimes: (path: string, _accessTime: Date, modificationTime: Date) =>
      run('utimes', path, () => {
        files.setModificationTime(path, modificationTime.getTime());
      }),
    watch: (folder: string, listener: (event: string, name: string | null) => void) => {
      failIfInjected('watch', folder);
      return files.watch(folder, (event, name) => {
        if (!isKilled) listener(event, name);
      });
    },
  };
  const noFault: FaultInjector = () => undefined;
  const memoryDisk: MemoryDisk = {
    disk: disk as unknown as Disk,
    files,
    faultFor: noFault,
    calls,
    kill: () => {
      isKilled = true;
    },
    freeze: (end) => {
      const thawing = end.then(() => {
        if (frozen === thawing) frozen = undefined;
      });
      frozen = thawing;
    },
  };
  return memoryDisk;
}

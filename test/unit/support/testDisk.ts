import type { FileHandle } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { systemDisk, type Disk } from '../../../src/library/disk/files.ts';
import type { ClockDriver } from './clockDriver.ts';

type DiskCall = Exclude<keyof Disk, 'watch'>;

/** A call of the disk or of an open file. */
export type FileCall = DiskCall | 'write' | 'sync' | 'close' | 'watch';

/** Returns the error code with which a call fails, or `undefined` if it succeeds. */
export type FaultInjector = (call: FileCall, path: string) => string | undefined;

export interface TestDisk {
  readonly disk: Disk;
  /** Set by tests. */
  faultFor: FaultInjector;
  /** Set by tests, to do something right before a call. */
  beforeCall?: (call: FileCall, path: string) => Promise<void>;
  /** All calls, in order. Tests may empty it. */
  readonly calls: { call: FileCall; path: string }[];
}

/**
 * The system disk, except that modification times come from a manual clock, which is stopped while
 * a call is pending, and that calls fail according to `faultFor`.
 */
export function testDisk(driver: ClockDriver): TestDisk {
  const modificationTimes = new Map<string, number>();
  const calls: TestDisk['calls'] = [];
  const faultCode: FaultInjector = (call, path) => {
    calls.push({ call, path });
    return testDiskState.faultFor(call, path);
  };

  async function call(name: DiskCall, args: readonly unknown[]): Promise<unknown> {
    const path = String(args[0]);
    await testDiskState.beforeCall?.(name, path);
    throwIf(faultCode(name, path));
    const result: unknown = await Reflect.apply(systemDisk[name], undefined, args);
    switch (name) {
      case 'open':
        if (/[wax]/.test(String(args[1]))) modificationTimes.set(path, driver.clock.now());
        return wrapHandle(result as FileHandle, path);
      case 'rm':
        modificationTimes.delete(path);
        return result;
      case 'utimes':
        modificationTimes.set(path, (args[2] as Date).getTime());
        return result;
      case 'stat':
        // A file without a time is being created right now.
        return Object.assign(result as object, {
          mtimeMs: modificationTimes.get(path) ?? driver.clock.now(),
        });
      default:
        return result;
    }
  }

  function wrapHandle(handle: FileHandle, path: string): FileHandle {
    const close = handle.close.bind(handle);
    const write = handle.write.bind(handle);
    const writeFile = handle.writeFile.bind(handle);
    handle.close = async () => {
      // As in the system, a file whose closing fails is closed all the same.
      await driver.track(close());
      throwIf(faultCode('close', path));
    };
    // Nothing is flushed: that takes most of the time, and no test cuts the power.
    handle.sync = () =>
      driver.track(
        turn().then(() => {
          throwIf(faultCode('sync', path));
        }),
      );
    handle.write = (async (...args: unknown[]) => {
      throwIf(faultCode('write', path));
      modificationTimes.set(path, driver.clock.now());
      return driver.track(Reflect.apply(write, undefined, args) as Promise<unknown>);
    }) as FileHandle['write'];
    handle.writeFile = async (data, ...options) => {
      throwIf(faultCode('write', path));
      const isStream = typeof data === 'object' && Symbol.asyncIterator in data;
      if (isStream) await writeFile(holdChunks(data as AsyncIterable<Uint8Array>), ...options);
      else await driver.track(writeFile(data, ...options));
    };
    return handle;
  }

  /** Time may pass while the next chunk is awaited, but not while a chunk is written. */
  async function* holdChunks(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      const release = driver.hold();
      try {
        yield chunk;
      } finally {
        release();
      }
    }
  }

  const disk = new Proxy(systemDisk, {
    get: (target, name: keyof Disk) =>
      name === 'watch'
        ? (...args: Parameters<Disk['watch']>) => {
            throwIf(faultCode(name, args[0]));
            return target.watch(...args);
          }
        : (...args: unknown[]) =>
            // A look for links: no test makes it fail.
            name === 'lstat'
              ? driver.track(Reflect.apply(target[name], undefined, args) as Promise<unknown>)
              : driver.track(call(name, args)),
  });
  const testDiskState: TestDisk = { disk, faultFor: () => undefined, calls };
  return testDiskState;
}

function throwIf(code: string | undefined): void {
  if (code !== undefined) throw Object.assign(new Error(code), { code });
}

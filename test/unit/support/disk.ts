import type { FileHandle } from 'node:fs/promises';
import { systemDisk, type Disk } from '../../../src/library/files.ts';
import type { Pace } from './pace.ts';

type Call = Exclude<keyof Disk, 'watch'>;

/** The system's code with which a call fails, or `undefined` to let it do its work. */
export type Faults = (call: Call | 'write' | 'watch', path: string) => string | undefined;

export interface TestDisk {
  readonly disk: Disk;
  /** Set by a test. */
  faults: Faults;
}

/**
 * The machine's disk, on which files bear the time of a manual clock, which stands still while a call
 * is under way. Calls fail where `faults` says so.
 */
export function testDisk(pace: Pace): TestDisk {
  const times = new Map<string, number>();
  const fail: Faults = (call, path) => test.faults(call, path);

  async function call(name: Call, args: readonly unknown[]): Promise<unknown> {
    const path = String(args[0]);
    throwIf(fail(name, path));
    const result: unknown = await Reflect.apply(systemDisk[name], undefined, args);
    switch (name) {
      case 'open':
        times.set(path, pace.clock.now());
        return watched(result as FileHandle, path);
      case 'rm':
        times.delete(path);
        return result;
      case 'utimes':
        times.set(path, (args[2] as Date).getTime());
        return result;
      case 'stat':
        // One that has no time yet is being made this moment.
        return Object.assign(result as object, { mtimeMs: times.get(path) ?? pace.clock.now() });
      default:
        return result;
    }
  }

  function watched(handle: FileHandle, path: string): FileHandle {
    const close = handle.close.bind(handle);
    const sync = handle.sync.bind(handle);
    const writeFile = handle.writeFile.bind(handle);
    handle.close = () => pace.track(close());
    handle.sync = () => pace.track(sync());
    handle.writeFile = async (data, ...options) => {
      throwIf(fail('write', path));
      const isStream = typeof data === 'object' && Symbol.asyncIterator in data;
      if (isStream) await writeFile(held(data as AsyncIterable<Uint8Array>), ...options);
      else await pace.track(writeFile(data, ...options));
    };
    return handle;
  }

  /** Time may pass while more of it is waited for, and not while that is written. */
  async function* held(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      const release = pace.hold();
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
            throwIf(fail(name, args[0]));
            return target.watch(...args);
          }
        : (...args: unknown[]) => pace.track(call(name, args)),
  });
  const test: TestDisk = { disk, faults: () => undefined };
  return test;
}

function throwIf(code: string | undefined): void {
  if (code !== undefined) throw Object.assign(new Error(code), { code });
}

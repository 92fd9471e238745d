import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fetch } from '../../src/jimeng/index.ts';
import { systemDisk, type Disk } from '../../src/library/disk/files.ts';
import { readAll, type WritableData } from '../unit/support/clockDriver.ts';
import type { StepCrashPoint } from './windowOptions.ts';

/** Kills this process at one of its steps, without any cleanup, like a power failure. */
export class StepCrashInjector {
  readonly #crashPoint: StepCrashPoint;
  #stepCount = 0;

  constructor(crashPoint: StepCrashPoint) {
    this.#crashPoint = crashPoint;
  }

  /** Runs a step, unless it is the last one. `workHalf` does a part of it. */
  async runStep<T>(
    name: string,
    work: () => Promise<T>,
    workHalf?: () => Promise<void>,
  ): Promise<T> {
    const { step, when } = this.#crashPoint;
    const isLast = (when !== 'during' || workHalf) && ++this.#stepCount === step;
    if (isLast && when === 'during') await workHalf?.();
    if (isLast && when !== 'after') this.#crash(name);
    const result = await work();
    if (isLast) this.#crash(name);
    return result;
  }

  #crash(name: string): void {
    writeSync(process.stderr.fd, `${this.#crashPoint.when} ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}

/** The system disk, with each call as a step. */
export function crashingDisk(injector: StepCrashInjector): Disk {
  async function call(name: Exclude<keyof Disk, 'watch'>, args: readonly unknown[]) {
    const result = await injector.runStep<unknown>(`${name} ${String(args[0])}`, () =>
      Promise.resolve(Reflect.apply(systemDisk[name], undefined, args)),
    );
    return name === 'open'
      ? crashingHandle(result as FileHandle, String(args[0]), injector)
      : result;
  }
  return new Proxy(systemDisk, {
    get: (target, name: keyof Disk) =>
      name === 'watch'
        ? (...args: Parameters<Disk['watch']>) => target.watch(...args)
        : (...args: unknown[]) =>
            // A look for links changes nothing, so a crash there is one at the next step.
            name === 'lstat'
              ? (Reflect.apply(target[name], undefined, args) as Promise<unknown>)
              : call(name, args),
  });
}

function crashingHandle(handle: FileHandle, file: string, injector: StepCrashInjector): FileHandle {
  const writeFile = handle.writeFile.bind(handle);
  const writeAt = handle.write.bind(handle);
  const sync = handle.sync.bind(handle);
  const close = handle.close.bind(handle);
  handle.writeFile = async (data) => {
    const bytes = await readAll(data as WritableData);
    const writeHalf = () => writeFile(bytes.subarray(0, bytes.length / 2));
    return injector.runStep(`write ${file}`, () => writeFile(bytes), writeHalf);
  };
  handle.write = ((bytes: Buffer, offset: number, length: number, position: number) => {
    const writePart = (part: number) => writeAt(bytes, offset, part, position);
    const writeHalf = async () => {
      await writePart(Math.floor(length / 2));
    };
    return injector.runStep(`write ${file}`, () => writePart(length), writeHalf);
  }) as FileHandle['write'];
  handle.sync = () => injector.runStep(`sync ${file}`, sync);
  handle.close = () => injector.runStep(`close ${file}`, close);
  return handle;
}

/** Time in which a request is sent and its response may be on its way. */
const sendTimeMs = 5;

/** The network, with each call as a step that ends before the body of the response is read. */
export function crashingFetch(injector: StepCrashInjector, fetch: Fetch): Fetch {
  return (url, init) => {
    const send = () => fetch(url, init);
    const sendHalf = () => Promise.race([send().then(() => undefined), delay(sendTimeMs)]);
    return injector.runStep(`fetch ${url}`, send, sendHalf);
  };
}

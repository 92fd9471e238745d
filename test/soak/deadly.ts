import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fetch } from '../../src/jimeng/index.ts';
import { systemDisk, type Disk } from '../../src/library/files.ts';
import { all } from '../unit/support/pace.ts';
import type { Death } from './life.ts';

/** Kills this process at one of its steps, as the power does: nothing is finished, nothing is tidied. */
export class Fate {
  readonly #death: Death;
  #steps = 0;

  constructor(death: Death) {
    this.#death = death;
  }

  /** Does a step, unless it is the last; `half` does a part of it. */
  async step<T>(name: string, work: () => Promise<T>, half?: () => Promise<void>): Promise<T> {
    const { step, when } = this.#death;
    const isLast = (when !== 'during' || half) && ++this.#steps === step;
    if (isLast && when === 'during') await half?.();
    if (isLast && when !== 'after') this.#die(name);
    const result = await work();
    if (isLast) this.#die(name);
    return result;
  }

  #die(name: string): void {
    writeSync(process.stderr.fd, `${this.#death.when} ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}

/** The machine's disk, each call a step. */
export function deadlyDisk(fate: Fate): Disk {
  async function call(name: Exclude<keyof Disk, 'watch'>, args: readonly unknown[]) {
    const result = await fate.step<unknown>(`${name} ${String(args[0])}`, () =>
      Promise.resolve(Reflect.apply(systemDisk[name], undefined, args)),
    );
    return name === 'open' ? deadlyHandle(result as FileHandle, String(args[0]), fate) : result;
  }
  return new Proxy(systemDisk, {
    get: (target, name: keyof Disk) =>
      name === 'watch'
        ? (...args: Parameters<Disk['watch']>) => target.watch(...args)
        : (...args: unknown[]) => call(name, args),
  });
}

function deadlyHandle(handle: FileHandle, file: string, fate: Fate): FileHandle {
  const writeFile = handle.writeFile.bind(handle);
  const sync = handle.sync.bind(handle);
  const close = handle.close.bind(handle);
  handle.writeFile = async (data) => {
    const bytes = await wholeOf(data as string | AsyncIterable<Uint8Array>);
    const half = () => writeFile(bytes.subarray(0, bytes.length / 2));
    return fate.step(`write ${file}`, () => writeFile(bytes), half);
  };
  handle.sync = () => fate.step(`sync ${file}`, sync);
  handle.close = () => fate.step(`close ${file}`, close);
  return handle;
}

/** What is written, of which a half must be known: a picture comes as a stream. */
async function wholeOf(data: string | AsyncIterable<Uint8Array>): Promise<Buffer> {
  return typeof data === 'string' ? Buffer.from(data) : Buffer.concat(await all(data));
}

/** Milliseconds in which a request is sent, and an answer may be on its way. */
const sending = 5;

/** The network, each call a step: it is over when the answer's body is still under way. */
export function deadlyFetch(fate: Fate, fetch: Fetch): Fetch {
  return (url, init) => {
    const send = () => fetch(url, init);
    const half = () => Promise.race([send().then(() => undefined), delay(sending)]);
    return fate.step(`fetch ${url}`, send, half);
  };
}

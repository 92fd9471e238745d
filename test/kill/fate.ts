import type { Blow, BlowFile } from './blow.ts';

/** Something that a process does to its disk or over the network. */
export interface Step {
  readonly name: string;
  /** What the file in question holds. */
  readonly content?: () => string;
}

/** Kills this process at one of its steps: nothing is finished, nothing is tidied. */
export class Fate {
  readonly #file: BlowFile;

  constructor(file: BlowFile) {
    this.#file = file;
  }

  /** Whether the process is to die here. */
  isEnd(when: Blow['when'], { name, content }: Step): boolean {
    const blow = this.#file.read();
    if (blow?.when !== when || !new RegExp(blow.step).test(name)) return false;
    const held = blow.holding.length > 0 ? (content?.() ?? '') : '';
    return blow.holding.every((part) => held.includes(part));
  }

  die(): void {
    this.#file.remove();
    process.kill(process.pid, 'SIGKILL');
  }

  /** Dies if it is to be here. */
  meet(when: Blow['when'], step: Step): void {
    if (this.isEnd(when, step)) this.die();
  }

  /** Does a step, unless the process is to die before or amid it; `half` does a part of it. */
  async take<T>(step: Step, work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    this.meet('before', step);
    if (half && this.isEnd('during', step)) {
      await half();
      this.die();
    }
    // Asked now, as a file that is renamed can no longer be looked into.
    const isEnd = this.isEnd('after', step);
    const result = await work();
    if (isEnd) this.die();
    return result;
  }
}

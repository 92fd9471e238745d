import type { CrashPoint, CrashPointFile } from './crashPoint.ts';

/** Something that a process does to its disk or over the network. */
export interface Step {
  readonly name: string;
  /** What the file in question holds. */
  readonly readContent?: () => string;
}

/** Kills this process at one of its steps: nothing is finished, nothing is tidied. */
export class CrashInjector {
  readonly #file: CrashPointFile;

  constructor(file: CrashPointFile) {
    this.#file = file;
  }

  /** Whether the process is to die here. */
  isCrashPoint(when: CrashPoint['when'], { name, readContent }: Step): boolean {
    const crashPoint = this.#file.read();
    if (crashPoint?.when !== when || !new RegExp(crashPoint.step).test(name)) return false;
    const content = crashPoint.contains.length > 0 ? (readContent?.() ?? '') : '';
    return crashPoint.contains.every((part) => content.includes(part));
  }

  crash(): void {
    this.#file.remove();
    process.kill(process.pid, 'SIGKILL');
  }

  /** Dies if it is to be here. */
  crashIfDue(when: CrashPoint['when'], step: Step): void {
    if (this.isCrashPoint(when, step)) this.crash();
  }

  /** Does a step, unless the process is to die before or amid it; `half` does a part of it. */
  async runStep<T>(
    step: Step,
    work: () => Promise<T>,
    workHalf?: () => Promise<unknown>,
  ): Promise<T> {
    this.crashIfDue('before', step);
    if (workHalf && this.isCrashPoint('during', step)) {
      await workHalf();
      this.crash();
    }
    // Asked now, as a file that is renamed can no longer be looked into.
    const crashesAfter = this.isCrashPoint('after', step);
    const result = await work();
    if (crashesAfter) this.crash();
    return result;
  }
}

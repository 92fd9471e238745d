import type { CrashPoint, CrashPointFile } from './crashPoint.ts';

/** A disk operation or network request of the process. */
export interface Step {
  readonly name: string;
  /** Returns the content of the file. */
  readonly readContent?: () => string;
}

/** Kills this process at one of its steps, without any cleanup. */
export class CrashInjector {
  readonly #file: CrashPointFile;

  constructor(file: CrashPointFile) {
    this.#file = file;
  }

  /** Whether the process must crash here. */
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

  /** Crashes if this is the crash point. */
  crashIfDue(when: CrashPoint['when'], step: Step): void {
    if (this.isCrashPoint(when, step)) this.crash();
  }

  /**
   * Runs a step, unless the process must crash before or during it. `workHalf` does a part of it.
   */
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
    // Checked before the step: after a rename the file can no longer be read.
    const crashesAfter = this.isCrashPoint('after', step);
    const result = await work();
    if (crashesAfter) this.crash();
    return result;
  }
}

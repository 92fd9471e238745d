import type { GenerationRecord } from '../../../../src/library/record.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { seededRandom } from '../seededRandom.ts';
import type { FaultInjector, FileCall } from '../testDisk.ts';
import { ArrivedImages, readStoredRecords } from './arrivedImages.ts';
import { SimulatedService } from './simulatedService.ts';
import { SimulatedTime } from './simulatedTime.ts';
import { openSimulatedWindow, type SimulatedWindow } from './simulatedWindow.ts';

/** A press of Generate. */
export interface Press {
  readonly prompt: string;
  /** The id of its generation; `undefined` while its record is written, and if that failed. */
  id?: string;
  /** The record when the generation ended in its window. */
  ended?: GenerationRecord;
}

/** Calls of the disk that fail. */
export interface DiskFault {
  readonly call: FileCall | 'any';
  readonly code: string;
  /** Number of matching calls that succeed before. */
  after: number;
  /** Number of matching calls that fail. */
  times: number;
}

/** A machine with a library, its windows, and the service; all in memory. */
export class World {
  readonly time = new SimulatedTime();
  readonly service = new SimulatedService(this.time.clock);
  readonly files = new MemoryFiles(() => this.time.clock.now());
  readonly images = new ArrivedImages(this.files, this.service.tasks);
  readonly presses: Press[] = [];
  readonly #windows: SimulatedWindow[] = [];
  readonly #random = seededRandom(1);
  readonly #problems = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  diskFault: DiskFault | undefined;

  /** The windows that are open. */
  get windows(): readonly SimulatedWindow[] {
    return this.#windows.filter(({ isOpen }) => isOpen);
  }

  openWindow(): SimulatedWindow {
    const window = openSimulatedWindow({
      clock: this.time.clock,
      service: this.service,
      files: this.files,
      faultFor: this.#faultFor,
      random: this.#random,
      onBug: (error) => this.#problems.add(`Bug: ${String(error)}`),
    });
    this.#windows.push(window);
    return window;
  }

  /** An open window; the first one is opened if there is none. */
  getWindow(number = 0): SimulatedWindow {
    const { windows } = this;
    return windows[number % windows.length] ?? this.openWindow();
  }

  /** Presses Generate. */
  generate(window: SimulatedWindow, images: 1 | 3): Press {
    const press: Press = { prompt: `a cat, number ${this.presses.length}` };
    this.presses.push(press);
    const request = {
      model: 'jimeng-4.0',
      prompt: press.prompt,
      forceSingle: images === 1,
    } as const;
    const starting = window.engine.start({ provider: 'octopusx' }, request);
    this.hold(
      starting.then(({ id, finished }) => {
        press.id = id;
        finished.then(
          (record) => {
            if (record) press.ended = record;
          },
          () => undefined,
        );
      }),
    );
    return press;
  }

  /** Remembers work of the user that has not settled; the user sees a failure. */
  hold(work: Promise<unknown>): void {
    const settled = work
      .catch(() => undefined)
      .finally(() => {
        this.#pending.delete(settled);
      });
    this.#pending.add(settled);
  }

  /** What has gone wrong so far. */
  findProblems(): string[] {
    for (const problem of this.service.violations) this.#problems.add(problem);
    if (this.service.tasks.length > this.presses.length)
      this.#problems.add(`${this.service.tasks.length} submits of ${this.presses.length} presses`);
    for (const problem of this.images.check()) this.#problems.add(problem);
    return [...this.#problems];
  }

  /** Whether work of the user has not settled. */
  get isStarting(): boolean {
    return this.#pending.size > 0;
  }

  /** Whether something is in progress in a window, or a record on disk is unfinished. */
  get isBusy(): boolean {
    return (
      this.windows.some(({ engine }) => engine.runs.length > 0) ||
      readStoredRecords(this.files).some(({ state }) => state !== 'done' && state !== 'failed')
    );
  }

  readonly #faultFor: FaultInjector = (call) => {
    const fault = this.diskFault;
    if (!fault || (fault.call !== 'any' && fault.call !== call)) return undefined;
    if (fault.after-- > 0) return undefined;
    return fault.times-- > 0 ? fault.code : undefined;
  };
}

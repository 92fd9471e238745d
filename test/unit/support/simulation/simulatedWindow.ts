import { providers, type Clock } from '../../../../src/jimeng/index.ts';
import { createClient } from '../../../../src/jimeng/service.ts';
import { isFileError } from '../../../../src/library/disk/reliableDisk.ts';
import { Library } from '../../../../src/library/library.ts';
import { TaskEngine } from '../../../../src/tasks/taskEngine.ts';
import { toApiKey } from '../apiKey.ts';
import { createMemoryDisk, type MemoryDisk } from '../memoryDisk.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import type { FaultInjector } from '../testDisk.ts';
import type { SimulatedService } from './simulatedService.ts';

/** The folder of the library in memory. */
export const libraryFolder = '/library';
/** Seconds to wait for a task, in all windows. */
export const timeoutSeconds = 120;

/** What windows have in common. */
export interface SimulatedMachine {
  readonly clock: Clock;
  readonly service: SimulatedService;
  readonly files: MemoryFiles;
  readonly faultFor: FaultInjector;
  /** Returns a number from 0 up to 1. */
  readonly random: () => number;
  /** Called with errors that are bugs. */
  readonly onBug: (error: unknown) => void;
}

/** A window, in a process of its own. */
export interface SimulatedWindow {
  readonly library: Library;
  readonly engine: TaskEngine;
  readonly disk: MemoryDisk;
  readonly isOpen: boolean;
  /** Ends its process at once: what it waits for never comes. */
  readonly kill: () => void;
  /** Lets its process hang for this many milliseconds, while time passes for others. */
  readonly freeze: (ms: number) => void;
  /** Closes it in order. Resolves when its runs have ended. */
  readonly close: () => Promise<void>;
}

/** Opens a window, which resumes what earlier ones left. */
export function openSimulatedWindow(machine: SimulatedMachine): SimulatedWindow {
  const { service, files, random } = machine;
  const disk = createMemoryDisk(files);
  disk.faultFor = machine.faultFor;
  let isOpen = true;
  let isKilled = false;
  let frozenUntil = 0;
  const waitForProcess = async () => {
    for (;;) {
      const frozenMs = frozenUntil - machine.clock.now();
      if (frozenMs <= 0) break;
      await machine.clock.sleep(frozenMs);
    }
    if (isKilled) await new Promise(() => undefined);
  };
  const afterThat = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      await waitForProcess();
    }
  };
  const clock: Clock = {
    now: () => machine.clock.now(),
    sleep: (ms, signal) => afterThat(machine.clock.sleep(ms, signal)),
  };
  const fetch: SimulatedService['fetch'] = async (url, init) => {
    await waitForProcess();
    return afterThat(service.fetch(url, init));
  };
  const library = new Library(libraryFolder, { disk: disk.disk, clock, random });
  const client = createClient({ provider: providers.octopusx, key: toApiKey('key'), fetch, clock });
  const engine = new TaskEngine({
    library,
    ticketFolder: '/started',
    getClient: () => Promise.resolve(client),
    getTimeoutSeconds: () => timeoutSeconds,
    maxConcurrentTasks: () => 2,
    clock,
    fetch,
    random: () => 0.5,
    onUnexpectedError: (error) => {
      if (!isKilled && !isFileError(error)) machine.onBug(error);
    },
  });
  void engine.resumePending();
  return {
    library,
    engine,
    disk,
    get isOpen() {
      return isOpen;
    },
    kill: () => {
      isOpen = false;
      isKilled = true;
      disk.kill();
      library.dispose();
    },
    freeze: (ms) => {
      frozenUntil = machine.clock.now() + ms;
      disk.freeze(machine.clock.sleep(ms));
    },
    close: async () => {
      isOpen = false;
      await engine.stop();
      library.dispose();
      // The process ends with its last run.
      disk.kill();
      isKilled = true;
    },
  };
}

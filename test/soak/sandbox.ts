import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isUnfinished, type GenerationRecord } from '../../src/library/record.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import type { StepCrashPoint } from './windowOptions.ts';
import { LibraryOnDisk } from './libraryOnDisk.ts';
import { countKill } from './counters.ts';
import { WindowProcess } from './windowProcess.ts';

/** Milliseconds that a task takes at the service. */
const latencyMs = 600;
const pollIntervalMs = 40;
/** Time after which nothing more can happen. */
const idleTimeoutMs = 45_000;

/** The records after a kill, by ID. */
export type Snapshot = ReadonlyMap<string, GenerationRecord>;

/** A library, a service, and all windows that were opened. */
export class ProcessSandbox {
  readonly library: LibraryOnDisk;
  readonly gateway: Gateway;
  readonly windows: WindowProcess[] = [];

  private constructor(folder: string, gateway: Gateway) {
    this.library = new LibraryOnDisk(folder);
    this.gateway = gateway;
  }

  /** Runs `work` in a sandbox of its own, which is deleted afterwards. */
  static async use(work: (sandbox: ProcessSandbox) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'jimeng-soak-'));
    const gateway = await startGateway({ latencyMs });
    const sandbox = new ProcessSandbox(folder, gateway);
    try {
      await work(sandbox);
    } finally {
      await Promise.all(sandbox.windows.map((window) => window.dispose()));
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Opens a window, which starts a generation of each prompt. */
  openWindow(prompts: readonly string[] = [], crashPoint?: StepCrashPoint): WindowProcess {
    const window = new WindowProcess({
      folder: this.library.folder,
      origin: this.gateway.origins.octopusx,
      agent: `window-${this.windows.length + 1}`,
      prompts: [...prompts],
      ...(crashPoint && { crashPoint }),
    });
    this.windows.push(window);
    return window;
  }

  /** The prompts that were started in all windows. */
  get prompts(): string[] {
    return this.windows.flatMap(({ options }) => options.prompts);
  }

  /** Kills a window, unless it has killed itself, and reads the records that it leaves behind. */
  async killWindow(window: WindowProcess): Promise<Snapshot> {
    if (window.isAlive) await window.kill();
    const records = await this.library.recordsWithLeases();
    const states = [...records.values()].map(({ state }) => state);
    countKill([...states, ...this.prompts.slice(states.length).map(() => 'no record' as const)]);
    return records;
  }

  /** Waits until a window has nothing to do or has died. */
  async waitUntilIdle(window: WindowProcess): Promise<void> {
    await this.waitUntil(async () => window.hasDied || (await this.#isIdle()));
  }

  async waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + idleTimeoutMs;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`Timed out: ${await this.#dump()}`);
      await delay(pollIntervalMs);
    }
  }

  async #isIdle(): Promise<boolean> {
    const records = [...(await this.library.records()).values()];
    const isStarted = this.windows.every((window) => !window.isAlive || hasStartedAll(window));
    return isStarted && !records.some(isUnfinished) && (await this.library.leases()).length === 0;
  }

  async #dump(): Promise<string> {
    const records = [...(await this.library.records()).values()];
    const leases = await this.library.leases();
    const outputs = this.windows.map(({ output }) => output);
    return JSON.stringify({ records, leases, outputs }, undefined, 2);
  }
}

function hasStartedAll({ startedIds, options }: WindowProcess): boolean {
  return startedIds.length === options.prompts.length;
}

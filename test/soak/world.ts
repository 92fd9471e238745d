import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isUnfinished, type GenerationRecord } from '../../src/library/record.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import type { Death } from './life.ts';
import { Shelf } from './shelf.ts';
import { note } from './tally.ts';
import { Window } from './window.ts';

/** Milliseconds that a task takes at the service. */
export const latencyMs = 600;
/** Milliseconds between looks at the disk. */
const pace = 40;
/** Milliseconds until it is certain that nothing more will happen. */
const patience = 45_000;

/** What stood on disk after a kill, by id. */
export type Snapshot = ReadonlyMap<string, GenerationRecord>;

/** One library, one service, and the windows there have been. */
export class World {
  readonly shelf: Shelf;
  readonly gateway: Gateway;
  readonly windows: Window[] = [];

  private constructor(folder: string, gateway: Gateway) {
    this.shelf = new Shelf(folder);
    this.gateway = gateway;
  }

  /** Lets `work` happen in a world of its own, of which nothing is left afterwards. */
  static async with(work: (world: World) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'jimeng-soak-'));
    const gateway = await startGateway({ latencyMs });
    const world = new World(folder, gateway);
    try {
      await work(world);
    } finally {
      await Promise.all(world.windows.map((window) => window.dispose()));
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Opens a window, which begins a generation of each prompt. */
  open(prompts: readonly string[] = [], death?: Death): Window {
    const window = new Window({
      folder: this.shelf.folder,
      origin: this.gateway.origins.octopusx,
      agent: `window-${this.windows.length + 1}`,
      prompts: [...prompts],
      ...(death && { death }),
    });
    this.windows.push(window);
    return window;
  }

  /** Everything that the user has asked for. */
  get prompts(): string[] {
    return this.windows.flatMap(({ life }) => life.prompts);
  }

  /** Kills a window, or takes note that it has killed itself, and reads what it leaves behind. */
  async takeDown(window: Window): Promise<Snapshot> {
    if (window.isAlive) await window.kill();
    const records = await this.shelf.records();
    const states = [...records.values()].map(({ state }) => state);
    note([...states, ...this.prompts.slice(states.length).map(() => 'no record' as const)]);
    return records;
  }

  /** Waits until a window has nothing more to do, or has died. */
  async settle(window: Window): Promise<void> {
    await this.until(async () => window.hasDied || (await this.#isAtRest()));
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    const giveUp = Date.now() + patience;
    while (!(await condition())) {
      if (Date.now() > giveUp)
        throw new Error(`It never came to an end: ${await this.#describe()}`);
      await delay(pace);
    }
  }

  async #isAtRest(): Promise<boolean> {
    const records = [...(await this.shelf.records()).values()];
    const begun = this.windows.every((window) => !window.isAlive || hasBegun(window));
    return begun && !records.some(isUnfinished) && (await this.shelf.leases()).length === 0;
  }

  async #describe(): Promise<string> {
    const records = [...(await this.shelf.records()).values()];
    const leases = await this.shelf.leases();
    const words = this.windows.map(({ lastWords }) => lastWords);
    return JSON.stringify({ records, leases, words }, undefined, 2);
  }
}

function hasBegun({ begun, life }: Window): boolean {
  return begun.length === life.prompts.length;
}

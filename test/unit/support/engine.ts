import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Client, GenerationEvent, GenerationRequest } from '../../../src/jimeng/index.ts';
import type { Library } from '../../../src/library/library.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { TaskEngine, type EngineOptions, type Run } from '../../../src/tasks/engine.ts';
import { useGateway, type World } from './gateway.ts';
import { useShelf, type Shelf } from './library.ts';

/** One window: its own view of the shared library, and its engine. */
export interface Window {
  library: Library;
  engine: TaskEngine;
  /** What the engine told its log. */
  told: GenerationEvent[];
}

export interface Desk {
  world: World;
  shelf: Shelf;
  open: (options?: Partial<EngineOptions>) => Window;
  /** Lets time pass until a run has ended. */
  end: (run: Run) => Promise<GenerationRecord | undefined>;
  /** Lets time pass until that many calls of a kind have reached the service. */
  untilAsked: (kind: 'submit' | 'query' | 'picture', count: number) => Promise<void>;
}

/** Small pictures, as drawing them is what takes the time. */
export const order: GenerationRequest = {
  model: 'jimeng-4.0',
  prompt: 'a cat',
  width: 1024,
  height: 1024,
  forceSingle: true,
};

/** Windows on one library and one simulated service, both fresh for each test of the suite. */
export function useDesk(): Desk {
  const world = useGateway();
  const windows: Window[] = [];
  // Before the folder goes.
  afterEach(() => Promise.all(windows.splice(0).map(({ engine }) => engine.stop())));
  const shelf = useShelf(() => world.pace);

  const open: Desk['open'] = (options = {}) => {
    const library = shelf.open();
    const told: GenerationEvent[] = [];
    const engine = new TaskEngine({
      library,
      clientFor: ({ provider }): Promise<Client> => Promise.resolve(world.clientFor(provider)),
      timeout: () => 600,
      maxConcurrentTasks: () => 2,
      clock: shelf.pace.clock,
      fetch: world.fetch,
      random: () => 0.5,
      onEvent: (_id, event) => told.push(event),
      ...options,
    });
    windows.push({ library, engine, told });
    return { library, engine, told };
  };

  return {
    world,
    shelf,
    open,
    end: (run) => shelf.pace.until(run.finished),
    untilAsked: (kind, count) => shelf.pace.untilTrue(() => world.asked(kind).length >= count),
  };
}

/** Checks that a record's pictures are, byte for byte, what the service sent. */
export async function assertSent({ world }: Desk, library: Library, record: GenerationRecord) {
  assert.ok(record.images.length > 0);
  const sent = world.asked('picture').map(({ picture }) => picture?.sha256);
  for (const image of record.images) {
    const bytes = await readFile(library.pathOf(record.id, image));
    assert.equal(bytes.length, image.bytes);
    assert.ok(sent.includes(createHash('sha256').update(bytes).digest('hex')));
  }
}

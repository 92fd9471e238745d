import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Client, GenerationEvent, GenerationRequest } from '../../../src/jimeng/index.ts';
import type { Library } from '../../../src/library/library.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import {
  TaskEngine,
  type TaskEngineOptions,
  type GenerationRun,
} from '../../../src/tasks/taskEngine.ts';
import { useServiceHarness, type ServiceHarness } from './serviceHarness.ts';
import { useLibraryFixture, type LibraryFixture } from './libraryFixture.ts';

/** One window: its own view of the shared library, and its engine. */
export interface EngineWindow {
  library: Library;
  engine: TaskEngine;
  /** What the engine told its log. */
  events: GenerationEvent[];
}

export interface EngineHarness {
  service: ServiceHarness;
  fixture: LibraryFixture;
  openWindow: (options?: Partial<TaskEngineOptions>) => EngineWindow;
  /** Lets time pass until a run has ended. */
  waitForEnd: (run: GenerationRun) => Promise<GenerationRecord | undefined>;
  /** Lets time pass until that many calls of a kind have reached the service. */
  waitForRequests: (kind: 'submit' | 'query' | 'picture', count: number) => Promise<void>;
}

/** Small pictures, as drawing them is what takes the time. */
export const smallRequest: GenerationRequest = {
  model: 'jimeng-4.0',
  prompt: 'a cat',
  width: 1024,
  height: 1024,
  forceSingle: true,
};

/** Windows on one library and one simulated service, both fresh for each test of the suite. */
export function useEngineHarness(): EngineHarness {
  const service = useServiceHarness();
  const windows: EngineWindow[] = [];
  // Before the folder goes.
  afterEach(() => Promise.all(windows.splice(0).map(({ engine }) => engine.stop())));
  const fixture = useLibraryFixture(() => service.driver);

  const openWindow: EngineHarness['openWindow'] = (options = {}) => {
    const library = fixture.openLibrary();
    const events: GenerationEvent[] = [];
    const engine = new TaskEngine({
      library,
      getClient: ({ provider }): Promise<Client> => Promise.resolve(service.clientFor(provider)),
      getTimeoutSeconds: () => 600,
      maxConcurrentTasks: () => 2,
      clock: fixture.driver.clock,
      fetch: service.fetch,
      random: () => 0.5,
      onEvent: (_id, event) => events.push(event),
      ...options,
    });
    windows.push({ library, engine, events });
    return { library, engine, events };
  };

  return {
    service,
    fixture,
    openWindow,
    waitForEnd: (run) => fixture.driver.waitFor(run.finished),
    waitForRequests: (kind, count) =>
      fixture.driver.waitUntil(() => service.requestsOf(kind).length >= count),
  };
}

/** Checks that a record's pictures are, byte for byte, what the service sent. */
export async function assertImagesAsSent(
  { service }: EngineHarness,
  library: Library,
  record: GenerationRecord,
) {
  assert.ok(record.images.length > 0);
  const sentHashes = service.requestsOf('picture').map(({ picture }) => picture?.sha256);
  for (const image of record.images) {
    const bytes = await readFile(library.getImagePath(record.id, image));
    assert.equal(bytes.length, image.bytes);
    assert.ok(sentHashes.includes(createHash('sha256').update(bytes).digest('hex')));
  }
}

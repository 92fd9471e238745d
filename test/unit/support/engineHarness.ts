import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Client, GenerationEvent, GenerationRequest } from '../../../src/jimeng/index.ts';
import type { Library } from '../../../src/library/library.ts';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import type { GenerationRun } from '../../../src/tasks/runs.ts';
import { TaskEngine, type TaskEngineOptions } from '../../../src/tasks/taskEngine.ts';
import { createTicket, Tickets } from '../../../src/library/ownership/tickets.ts';
import type { Operation } from '../../gateway/control/controlApi.ts';
import { useServiceHarness, type ServiceHarness } from './serviceHarness.ts';
import { useTempFolder } from './tempFolder.ts';
import { nextChange, useLibraryFixture, type LibraryFixture } from './libraryFixture.ts';

/** A window with its own view of the shared library, and its task engine. */
export interface EngineWindow {
  library: Library;
  engine: TaskEngine;
  /** The events that the engine reported. */
  events: GenerationEvent[];
}

export interface EngineHarness {
  service: ServiceHarness;
  fixture: LibraryFixture;
  openWindow: (options?: Partial<TaskEngineOptions>) => EngineWindow;
  /** The path of the folder of the tickets. */
  ticketFolder: () => string;
  /** Gives a record that a test writes the ticket of one that this machine has started. */
  startHere: (record: GenerationRecord) => Promise<void>;
  /** Closes a window. Lets time pass if a submit is in flight. */
  closeWindow: (window: Pick<EngineWindow, 'engine'>) => Promise<void>;
  /** Lets time pass until a run has ended. */
  waitForEnd: (run: GenerationRun) => Promise<GenerationRecord | undefined>;
  /** Lets time pass until the service has received this many requests of a kind. */
  waitForRequests: (kind: Operation, count: number) => Promise<void>;
}

/** Small images, because drawing takes most of the time. */
export const smallRequest: GenerationRequest = {
  model: 'jimeng-4.0',
  prompt: 'a cat',
  width: 1024,
  height: 1024,
  forceSingle: true,
};

/**
 * Call inside `describe`: windows on one library and one simulated service, both new for each test.
 */
export function useEngineHarness(): EngineHarness {
  const service = useServiceHarness();
  const windows: EngineWindow[] = [];
  // Registered first, so that it runs before the folder is deleted.
  afterEach(() => Promise.all(windows.splice(0).map(closeWindow)));
  const fixture = useLibraryFixture(() => service.driver);
  const ticketFolder = useTempFolder();

  const startHere = (record: GenerationRecord) =>
    new Tickets(ticketFolder(), fixture.openLibrary().disk).write(
      record.id,
      createTicket(record, record.task ? 'submitted' : 'queued'),
    );

  const closeWindow = ({ engine }: Pick<EngineWindow, 'engine'>) =>
    fixture.driver.waitFor(engine.stop());

  const openWindow: EngineHarness['openWindow'] = (options = {}) => {
    const library = fixture.openLibrary();
    const events: GenerationEvent[] = [];
    const engine = new TaskEngine({
      library,
      ticketFolder: ticketFolder(),
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
    startHere,
    ticketFolder,
    openWindow,
    closeWindow,
    waitForEnd: (run) => fixture.driver.waitFor(run.finished),
    waitForRequests: (kind, count) =>
      fixture.driver.waitUntil(() => service.requestsOf(kind).length >= count),
  };
}

/** Asserts that the images of a record have exactly the bytes that the service sent. */
export async function assertImagesAsSent(
  { service }: EngineHarness,
  library: Library,
  record: GenerationRecord,
) {
  assert.ok(record.images.length > 0);
  const sentHashes = service.requestsOf('image').map(({ image }) => image?.sha256);
  for (const image of record.images) {
    const bytes = await readFile(library.getImagePath(record.id, image));
    assert.equal(bytes.length, image.bytes);
    assert.ok(sentHashes.includes(createHash('sha256').update(bytes).digest('hex')));
  }
}

/**
 * Resumes pending generations and returns the final record of one of them. The caller controls the
 * time.
 */
export async function resumeUntilEnd(
  id: string,
  { engine, library }: EngineWindow,
): Promise<GenerationRecord> {
  void engine.resumePending();
  const change = await nextChange(
    library,
    (change) => change.type === 'saved' && change.record.id === id && !isUnfinished(change.record),
  );
  assert.ok(change.type === 'saved');
  return change.record;
}

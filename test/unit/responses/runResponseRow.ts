import sharp from 'sharp';
import { createClient } from '../../../src/jimeng/service.ts';
import { providers, type Failure, type GenerationRequest } from '../../../src/jimeng/index.ts';
import { Library } from '../../../src/library/library.ts';
import { getImageIndex, type GenerationRecord } from '../../../src/library/record.ts';
import { TaskEngine } from '../../../src/tasks/taskEngine.ts';
import type { GenerationRun } from '../../../src/tasks/runs.ts';
import { canRetry } from '../../../src/tasks/transitions.ts';
import { toApiKey } from '../support/apiKey.ts';
import { ClockDriver } from '../support/clockDriver.ts';
import { formatFailure } from '../support/failureMessages.ts';
import { createMemoryDisk } from '../support/memoryDisk.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { seededRandom } from '../support/seededRandom.ts';
import type { ResponseRow } from './responseRows.ts';
import { ResponseService } from './responseService.ts';

/** What a user does one after the other, each to its end. A restart ends a fault that goes on. */
export const stages = ['generate', 'retry', 'restart', 'queryTask'] as const;

/** What has happened by the end of a stage. */
export interface StageResult {
  /** The number of submits that the service has accepted. */
  readonly submits: number;
  /** The number of images in the library. */
  readonly images: number;
}

/** The outcome of a row. */
export interface RowOutcome {
  readonly stages: readonly StageResult[];
  /** After the generation. */
  readonly withheldCount: number;
  /** The kind of the failure that the generation ends with, and its problem if it has one. */
  readonly failure?: string;
  /** What the user then reads. */
  readonly message: string;
  /** Whether the message says that the request may have been billed. */
  readonly isMaybeBilled: boolean;
  readonly canRetry: boolean;
  /** Images whose bytes are not those that the service sent for their position. */
  readonly wrongImages: readonly string[];
}

/** The number of images of each task. */
export const setSize = 3;

const images = await Promise.all(
  ['red', 'green', 'blue'].map((background) =>
    sharp({ create: { width: 3, height: 2, channels: 3, background } })
      .png()
      .toBuffer(),
  ),
);
const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'three cats' };
const provider = { provider: 'octopusx' } as const;
const reqKey = 'jimeng_t2i_v40';
const timeoutSeconds = 600;

/** Generates, retries, restarts, and queries the task, with the response of a row. */
export async function runResponseRow(row: ResponseRow): Promise<RowOutcome> {
  const driver = new ClockDriver();
  const { clock } = driver;
  const service = new ResponseService(row, clock, images);
  const { disk } = createMemoryDisk(new MemoryFiles(() => clock.now()));
  const random = seededRandom(1);

  const openWindow = () => {
    const library = new Library('/library', { disk, clock, random });
    const key = toApiKey('sk-simulated');
    const client = createClient({
      provider: providers.octopusx,
      key,
      fetch: service.fetch,
      clock,
    });
    const engine = new TaskEngine({
      library,
      ticketFolder: '/started',
      getClient: () => Promise.resolve(client),
      getTimeoutSeconds: () => timeoutSeconds,
      maxConcurrentTasks: () => 2,
      clock,
      fetch: service.fetch,
      random: () => 0.5,
      onUnexpectedError: (error) => {
        throw error;
      },
    });
    return { library, engine };
  };
  let window = openWindow();
  const waitForEnd = async (run: GenerationRun | undefined) => run && driver.waitFor(run.finished);

  const results: StageResult[] = [];
  const wrongImages: string[] = [];
  const endStage = async () => {
    let imageCount = 0;
    for (const { id, images: recordImages } of await driver.waitFor(window.library.list())) {
      for (const image of recordImages) {
        imageCount++;
        const bytes = await disk.readFile(window.library.getImagePath(id, image));
        if (!images[getImageIndex(image)]?.equals(bytes)) wrongImages.push(`${id}/${image.file}`);
      }
    }
    results.push({ submits: service.taskIds.length, images: imageCount });
  };

  const run = await driver.waitFor(window.engine.start(provider, request));
  const record = await waitForEnd(run);
  if (!record) throw new Error('The record is missing');
  await endStage();

  await waitForEnd(await driver.waitFor(window.engine.retry(run.id)));
  await endStage();

  await driver.waitFor(window.engine.stop());
  window.library.dispose();
  service.recover();
  window = openWindow();
  void window.engine.resumePending();
  await driver.waitUntilIdle();
  for (const pendingRun of window.engine.runs) await waitForEnd(pendingRun);
  await endStage();

  const taskId = service.taskIds.at(-1);
  if (taskId !== undefined) {
    const queried = await driver.waitFor(
      window.engine.queryTask(provider, request, { taskId, reqKey }),
    );
    await waitForEnd(queried.run);
  }
  await endStage();
  await driver.waitFor(window.engine.stop());
  window.library.dispose();
  return { stages: results, wrongImages, ...describeRecord(record) };
}

function describeRecord(record: GenerationRecord) {
  const { failure, withheldCount = 0 } = record;
  const message = failure ? formatFailure(failure, 'OctopusX') : '';
  return {
    withheldCount,
    ...(failure && { failure: nameFailure(failure) }),
    message,
    isMaybeBilled: message.includes('may still have been accepted and billed'),
    canRetry: canRetry(record),
  };
}

function nameFailure(failure: Failure): string {
  return 'problem' in failure ? `${failure.kind}/${failure.problem}` : failure.kind;
}

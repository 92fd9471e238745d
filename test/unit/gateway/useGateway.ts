import assert from 'node:assert/strict';
import { query, submitTask, type CallOptions } from '../../gateway/client/apiClient.ts';
import { startGateway, type Gateway } from '../../gateway/index.ts';

const latencyMs = 1000;

/** A simulated gateway and its clock (milliseconds since 1970). */
export interface TestGateway {
  gateway: Gateway;
  now: number;
}

/**
 * Call inside `describe`: a gateway whose tasks take a second, reset before each test. Its clock only
 * advances when a test changes `now`.
 */
export function useGateway(): TestGateway {
  const test = { now: 0 } as TestGateway;
  before(async () => {
    test.gateway = await startGateway({ latencyMs, now: () => test.now });
  });
  after(() => test.gateway.close());
  beforeEach(() => {
    test.now = Date.UTC(2026, 0, 1);
    test.gateway.reset();
  });
  return test;
}

/** Submits a task and lets it finish. Returns its ID. */
export async function createFinishedTask(
  test: TestGateway,
  changes: object = {},
  options: CallOptions = {},
): Promise<string> {
  const taskId = await submitTask(test.gateway, changes, options);
  test.now += latencyMs;
  return taskId;
}

/** Submits a task and lets it finish. Returns the URLs of its images. */
export async function createImageUrls(
  test: TestGateway,
  changes: object = {},
  options: CallOptions = {},
): Promise<string[]> {
  const taskId = await createFinishedTask(test, changes, options);
  const { data } = await query(test.gateway, taskId, {}, options);
  assert.ok(data?.image_urls, 'the task has no image URLs');
  return data.image_urls;
}

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { GenerationRecord } from '../../src/library/record.ts';
import type { ServiceAction } from '../../src/jimeng/api/wire.ts';
import type { RequestEntry } from '../gateway/control/controlApi.ts';
import type { Gateway } from '../gateway/index.ts';
import type { Snapshot, ProcessSandbox } from './sandbox.ts';

const submitBodySchema = v.object({ prompt: v.string() });
const queryBodySchema = v.object({ task_id: v.string() });

/**
 * Asserts that nothing was lost or billed twice, and that no temporary files or leases are left.
 */
export async function assertNothingLost(sandbox: ProcessSandbox): Promise<void> {
  assert.deepEqual(sandbox.library.temporaryFiles(), [], 'no temporary files are left');
  assert.deepEqual(await sandbox.library.leases(), [], 'no leases are left');
  const records = await sandbox.library.records();
  for (const id of sandbox.windows.flatMap(({ startedIds }) => startedIds)) {
    assert.ok(records.has(id), `the record of ${id} was reported and exists`);
  }
  for (const prompt of sandbox.prompts) {
    const matching = [...records.values()].filter(({ request }) => request.prompt === prompt);
    const [record, ...others] = matching;
    assert.deepEqual(others, [], 'one record per generation');
    const submits = submitsFor(sandbox, prompt);
    if (!record) assert.equal(submits.length, 0, 'nothing is submitted without a record');
    else if (record.state === 'done') await assertImagesSaved(sandbox, record, submits);
    else assertInterrupted(sandbox, record, submits);
  }
}

/**
 * Asserts that the images of a record have exactly the bytes that the service sent, and were billed
 * once.
 */
async function assertImagesSaved(
  { library, gateway }: ProcessSandbox,
  record: GenerationRecord,
  submits: readonly RequestEntry[],
): Promise<void> {
  assert.equal(submits.length, 1, 'a generation that is done was submitted once');
  assert.equal(record.images.length, 1);
  const sentImages = gateway
    .requests()
    .filter(({ path }) => path.includes(record.task?.taskId ?? 'no task'))
    .flatMap(({ image }) => image ?? []);
  for (const { file, bytes } of record.images) {
    const content = await library.readImage(record.id, file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    assert.equal(bytes, content.length);
    assert.ok(
      sentImages.some((sentImage) => sentImage.sha256 === sha256),
      'the saved image is one that was sent',
    );
  }
}

/** Asserts that a window was killed during the submit, and that no window submitted again. */
function assertInterrupted(
  { windows }: ProcessSandbox,
  record: GenerationRecord,
  submits: readonly RequestEntry[],
): void {
  assert.equal(record.failure?.kind, 'interrupted');
  assert.equal(record.task, undefined);
  assert.ok(submits.length <= 1, 'an interrupted generation was submitted at most once');
  for (const submit of submits) {
    const owner = windows.find(({ options }) => options.agent === submit.headers['user-agent']);
    assert.ok(owner?.hasDied, 'the window that submitted has died');
  }
}

/**
 * Asserts that the records after each kill determined how the generations ended. Requires that only
 * one window was open at a time.
 */
export async function assertConsistent(
  sandbox: ProcessSandbox,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const records = await sandbox.library.records();
  const recordsLeft = snapshots.flatMap((snapshot) => [...snapshot.values()]);
  const interrupted = recordsLeft.filter(({ state, task }) => state === 'submitting' && !task);
  for (const { id } of recordsLeft) {
    const expectedState = interrupted.some((record) => record.id === id) ? 'failed' : 'done';
    assert.equal(records.get(id)?.state, expectedState, `the final state of ${id}`);
  }
  const startedIds = sandbox.windows.at(-1)?.startedIds ?? [];
  for (const id of records.keys()) {
    assert.ok(
      startedIds.includes(id) || recordsLeft.some((record) => record.id === id),
      'every record was started by a window',
    );
  }
}

/**
 * Asserts that each task was polled from one window at a time, and from the next only after the
 * previous was killed.
 */
export function assertPolledFromOneWindow({ gateway, windows }: ProcessSandbox): void {
  const pollers = new Map<string, string | undefined>();
  for (const { body, headers, time } of calls(gateway, 'CVSync2AsyncGetResult')) {
    const { task_id: taskId } = v.parse(queryBodySchema, body);
    const poller = headers['user-agent'];
    const previous = pollers.get(taskId) ?? poller;
    pollers.set(taskId, poller);
    if (previous === poller) continue;
    const { killedAt } = windows.find(({ options }) => options.agent === previous) ?? {};
    assert.ok(
      killedAt !== undefined && killedAt <= time,
      `${taskId} was polled from two windows at once`,
    );
  }
}

function submitsFor({ gateway }: ProcessSandbox, prompt: string): RequestEntry[] {
  return calls(gateway, 'CVSync2AsyncSubmitTask').filter(
    ({ body }) => v.parse(submitBodySchema, body).prompt === prompt,
  );
}

function calls(gateway: Gateway, action: ServiceAction): RequestEntry[] {
  return gateway.requests().filter(({ query }) => query['Action'] === action);
}

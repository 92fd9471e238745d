import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { GenerationRecord } from '../../src/library/record.ts';
import type { Action } from '../../src/jimeng/wire.ts';
import type { RequestEntry } from '../gateway/controlApi.ts';
import type { Gateway } from '../gateway/index.ts';
import type { Snapshot, World } from './world.ts';

const submitted = v.object({ prompt: v.string() });
const queried = v.object({ task_id: v.string() });

/** Checks that nothing was lost, nothing was paid twice and nothing is left lying about. */
export async function assertWhole(world: World): Promise<void> {
  assert.deepEqual(await world.shelf.temporaries(), [], 'no temporary file is left');
  assert.deepEqual(await world.shelf.leases(), [], 'no lease is left');
  const records = await world.shelf.records();
  for (const id of world.windows.flatMap(({ begun }) => begun)) {
    assert.ok(records.has(id), `the record of ${id}, which was promised, is there`);
  }
  for (const prompt of world.prompts) {
    const ofPrompt = [...records.values()].filter(({ request }) => request.prompt === prompt);
    const [record, ...more] = ofPrompt;
    assert.deepEqual(more, [], 'one record for one request');
    const submits = submitsOf(world, prompt);
    if (!record) assert.equal(submits.length, 0, 'nothing is submitted without a record');
    else if (record.state === 'done') await assertHome(world, record, submits);
    else assertInterrupted(world, record, submits);
  }
}

/** Checks that a record's pictures are, byte for byte, what the service sent, and were paid for once. */
async function assertHome(
  { shelf, gateway }: World,
  record: GenerationRecord,
  submits: readonly RequestEntry[],
): Promise<void> {
  assert.equal(submits.length, 1, 'submits of what is done');
  assert.equal(record.images.length, 1);
  const sent = gateway
    .requests()
    .filter(({ path }) => path.includes(record.task?.taskId ?? 'no task'))
    .flatMap(({ picture }) => picture ?? []);
  for (const { file, bytes } of record.images) {
    const content = await shelf.picture(record.id, file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    assert.equal(bytes, content.length);
    assert.ok(
      sent.some((picture) => picture.sha256 === sha256),
      'the picture is the one that was sent',
    );
  }
}

/** Checks that a window died in the middle of the submit, and that nobody submitted again. */
function assertInterrupted(
  { windows }: World,
  record: GenerationRecord,
  submits: readonly RequestEntry[],
): void {
  assert.equal(record.failure?.kind, 'interrupted');
  assert.equal(record.task, undefined);
  assert.ok(submits.length <= 1, 'submits of what was interrupted');
  for (const submit of submits) {
    const owner = windows.find(({ life }) => life.agent === submit.headers['user-agent']);
    assert.ok(owner?.hasDied, 'who submitted has died');
  }
}

/**
 * Checks, where only one window was open at a time, that what stood on disk after each kill has
 * decided how the generation ended.
 */
export async function assertConsistent(
  world: World,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const ended = await world.shelf.records();
  const left = snapshots.flatMap((snapshot) => [...snapshot.values()]);
  const lost = left.filter(({ state, task }) => state === 'submitting' && !task);
  for (const { id } of left) {
    const end = lost.some((record) => record.id === id) ? 'failed' : 'done';
    assert.equal(ended.get(id)?.state, end, `the end of ${id}`);
  }
  const begun = world.windows.at(-1)?.begun ?? [];
  for (const id of ended.keys()) {
    assert.ok(
      begun.includes(id) || left.some((record) => record.id === id),
      'nothing comes from nowhere',
    );
  }
}

/** Checks that each task was followed by one window at a time, the next only once the one before was killed. */
export function assertOneAtATime({ gateway, windows }: World): void {
  const followers = new Map<string, string | undefined>();
  for (const { body, headers, time } of calls(gateway, 'CVSync2AsyncGetResult')) {
    const { task_id: taskId } = v.parse(queried, body);
    const now = headers['user-agent'];
    const before = followers.get(taskId) ?? now;
    followers.set(taskId, now);
    if (before === now) continue;
    const { killedAt } = windows.find(({ life }) => life.agent === before) ?? {};
    assert.ok(killedAt !== undefined && killedAt <= time, `${taskId} was followed by two at once`);
  }
}

function submitsOf({ gateway }: World, prompt: string): RequestEntry[] {
  return calls(gateway, 'CVSync2AsyncSubmitTask').filter(
    ({ body }) => v.parse(submitted, body).prompt === prompt,
  );
}

function calls(gateway: Gateway, action: Action): RequestEntry[] {
  return gateway.requests().filter(({ query }) => query['Action'] === action);
}

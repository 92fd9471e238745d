import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DeadlyStep } from './steps.ts';
import type { World } from './world.ts';

/** Checks that a generation whose extension host was killed has ended as it should. */
export async function assertEnded(
  world: World,
  prompt: string,
  { end, submits }: DeadlyStep,
): Promise<void> {
  const record = await world.record(prompt);
  switch (end) {
    case 'nothing':
      assert.equal(record, undefined);
      break;
    case 'home':
      await assertHome(world, prompt);
      break;
    case 'interrupted':
      assert.equal(record?.state, 'failed');
      assert.equal(record.failure?.kind, 'interrupted');
      assert.equal(record.task, undefined);
      break;
  }
  assert.equal((await world.submits(prompt)).length, submits, 'submits for one request');
}

/** Checks that a prompt's picture is there and is, byte for byte, what the service sent. */
export async function assertHome(world: World, prompt: string): Promise<void> {
  const record = await world.record(prompt);
  assert.equal(record?.state, 'done');
  const { pictures } = await world.service.asked();
  const sent = pictures
    .filter(({ path }) => path.includes(record.task?.taskId ?? 'no task'))
    .map(({ picture }) => picture?.sha256);
  assert.equal(record.images.length, 1);
  for (const { file } of record.images) {
    const content = await world.shelf.picture(record.id, file);
    assert.ok(sent.includes(createHash('sha256').update(content).digest('hex')), 'what was sent');
  }
}

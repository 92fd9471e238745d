import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DeadlyStep } from './steps.ts';
import type { World } from './world.ts';

/** Checks that a generation whose extension host was killed has ended as it should. */
export async function assertEnded(world: World, prompt: string, { end }: DeadlyStep) {
  switch (end) {
    case 'nothing':
      assert.equal(await world.record(prompt), undefined);
      assert.equal((await world.submits(prompt)).length, 0);
      break;
    case 'home':
      await assertHome(world, prompt, 1);
      break;
    case 'interrupted':
      await assertInterrupted(world, prompt);
      break;
  }
}

/** Checks that a prompt's picture is, byte for byte, what the service sent, after so many submits. */
export async function assertHome(world: World, prompt: string, submits: number): Promise<void> {
  const record = await world.record(prompt);
  assert.equal(record?.state, 'done');
  assert.equal((await world.submits(prompt)).length, submits, 'submits of what came home');
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

async function assertInterrupted(world: World, prompt: string): Promise<void> {
  const record = await world.record(prompt);
  assert.equal(record?.state, 'failed');
  assert.equal(record.failure?.kind, 'interrupted');
  assert.equal(record.task, undefined);
  assert.ok((await world.submits(prompt)).length <= 1, 'nobody submits again by himself');
}

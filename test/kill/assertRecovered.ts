import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CrashStep } from './crashSteps.ts';
import type { VsCodeSandbox } from './sandbox.ts';

/** Asserts that a generation whose extension host was killed ended as expected. */
export async function assertOutcome(
  sandbox: VsCodeSandbox,
  prompt: string,
  { outcome, submits }: CrashStep,
): Promise<void> {
  const record = await sandbox.record(prompt);
  switch (outcome) {
    case 'noTrace':
      assert.equal(record, undefined);
      break;
    case 'recovered':
      await assertImageSaved(sandbox, prompt);
      break;
    case 'interrupted':
      assert.equal(record?.state, 'failed');
      assert.equal(record.failure?.kind, 'interrupted');
      assert.equal(record.task, undefined);
      break;
  }
  assert.equal((await sandbox.submitsFor(prompt)).length, submits, 'number of submits');
}

/** Asserts that the image of a prompt is saved with exactly the bytes that the service sent. */
export async function assertImageSaved(sandbox: VsCodeSandbox, prompt: string): Promise<void> {
  const record = await sandbox.record(prompt);
  assert.equal(record?.state, 'done');
  const { images } = await sandbox.service.requests();
  const sentHashes = images
    .filter(({ path }) => path.includes(record.task?.taskId ?? 'no task'))
    .map(({ image }) => image?.sha256);
  assert.equal(record.images.length, 1);
  for (const { file } of record.images) {
    const content = await sandbox.library.readImage(record.id, file);
    assert.ok(
      sentHashes.includes(createHash('sha256').update(content).digest('hex')),
      'the file has the bytes that were sent',
    );
  }
}

import assert from 'node:assert/strict';
import '../../support/vscode.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import type { Hold } from '../../../../src/tasks/holds.ts';
import { maxCardPromptCharacters, maxSentImages } from '../../../../src/untrusted/limits.ts';
import { recordOf } from '../../support/galleryRecords.ts';

const { toGenerationView } = await import('../../../../src/gallery/host/presentation.ts');

const task = { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 1 };

describe('toGenerationView', () => {
  const rows = [
    [{ failure: { kind: 'interrupted' } }, true],
    [{ failure: { kind: 'unexpected' } }, true],
    [{ failure: { kind: 'quota', maybeBilled: true } }, true],
    [{ failure: { kind: 'quota' } }, false],
    [{ failure: { kind: 'unexpected' }, task }, false],
    [{ failure: { kind: 'taskFailed' }, task }, false],
  ] as const;
  for (const [fields, isMaybeBilled] of rows) {
    it(`says ${isMaybeBilled ? 'that' : 'not that'} ${JSON.stringify(fields)} may be billed`, () => {
      const record = recordOf(1, { state: 'failed', ...fields });
      const view = toGenerationView(record, 0, () => ({ src: '' }));
      assert.ok(view.state === 'failed');
      assert.equal(view.isMaybeBilled, isMaybeBilled);
      assert.equal(view.reason.includes('accepted and billed'), isMaybeBilled);
    });
  }

  const holds: readonly [hold: Hold, fields: Partial<GenerationRecord>, reason: RegExp][] = [
    ['notStartedHere', {}, /another computer.*Retry submits it from here, which is billed/],
    ['notStartedHere', { task }, /another computer.*Retry downloads it at no extra cost/],
    ['maybeSubmitted', {}, /may already.*may be billed twice/],
    ['providerNotInSettings', {}, /not in your settings.*is billed/],
    ['resumedTooOften', { task }, /several times/],
    ['ticketFailed', { task }, /cannot be read or written/],
  ];
  for (const [hold, fields, reason] of holds) {
    it(`of a generation that waits for Retry says why: ${hold} ${JSON.stringify(fields)}`, () => {
      const record = recordOf(1, { state: 'queued', ...fields });
      const view = toGenerationView(record, 0, () => ({ src: '' }), hold);
      assert.ok(view.state === 'failed');
      assert.match(view.reason, reason);
      assert.ok(view.canRetry);
      assert.equal(view.isMaybeBilled, hold === 'maybeSubmitted');
    });
  }

  it('names a sample in place of a provider and a model', () => {
    const record = recordOf(1, {
      isSample: true,
      request: { model: 'm', prompt: 'x', width: 3, height: 2 },
    });
    const view = toGenerationView(record, 0, () => ({ src: '' }));
    assert.deepEqual([view.isSample, view.facts, view.differences], [true, 'Sample · 3 × 2', '']);
  });

  it('shows a limited number of images', () => {
    const image = { mimeType: 'image/png', width: 3, height: 2, bytes: 100 } as const;
    const images = Array.from({ length: 5000 }, (_, n) => ({ ...image, file: `${n + 1}.png` }));
    const view = toGenerationView(recordOf(1, { images }), 0, () => ({ src: '' }));
    assert.equal(view.images.length, maxSentImages);
  });

  it('has the start of a very long prompt, without half of a character', () => {
    const promptOf = (prompt: string) =>
      toGenerationView(recordOf(1, { request: { model: 'jimeng-4.0', prompt } }), 0, () => ({
        src: '',
      })).prompt;
    const longest = '猫'.repeat(maxCardPromptCharacters);
    assert.equal(promptOf(longest), longest);
    assert.equal(promptOf(`${longest}!`), `${'猫'.repeat(maxCardPromptCharacters - 1)}…`);
    const cats = promptOf('🐈'.repeat(maxCardPromptCharacters));
    assert.equal(cats, `${'🐈'.repeat(maxCardPromptCharacters / 2 - 1)}…`);
  });
});

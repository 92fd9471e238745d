import assert from 'node:assert/strict';
import '../../support/vscode.ts';
import { maxCardPromptCharacters } from '../../../../src/untrusted/limits.ts';
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

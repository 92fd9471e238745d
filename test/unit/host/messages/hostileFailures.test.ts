import assert from 'node:assert/strict';
import { failureSchema, type Failure } from '../../../../src/jimeng/index.ts';
import { bundle } from '../../support/strings.ts';
import { failureSamples } from '../../support/failureSamples.ts';
import { assertShowable, fakeSentence, hostileTexts } from '../../support/hostileTexts.ts';
import { listSamples } from '../../support/schemaSamples.ts';
import { setLanguage } from '../../support/vscode.ts';

const { formatFailure } = await import('../../../../src/host/messages/failures.ts');
const { formatActionLabel } = await import('../../../../src/host/messages/buttons.ts');
const { formatRequestFault } = await import('../../../../src/host/messages/requestFaults.ts');
const { formatFileError } = await import('../../../../src/host/messages/fileErrors.ts');
const { listFailureActions } = await import('../../../../src/host/messages/failureActions.ts');
const { formatRequestError } = await import('../../../../src/gallery/host/presentation.ts');

/** Every sentence and every button of a failure. */
function listShown(failure: Failure, providerName: string): string[] {
  return [true, false].flatMap((canRetry) => [
    formatFailure(failure, providerName, canRetry),
    ...(failure.kind === 'request' ? failure.faults.map(formatRequestFault) : []),
    ...listFailureActions(failure, { canRetry, isRepeatable: true }).map((action) =>
      formatActionLabel(action, providerName),
    ),
  ]);
}

describe('Sentences of failures with words from elsewhere', () => {
  afterEach(() => setLanguage('en'));

  for (const [language, texts] of [
    ['en', {}],
    ['zh-cn', bundle],
  ] as const) {
    for (const [what, text] of Object.entries(hostileTexts))
      it(`are safe to show in ${language} with ${what} in every field`, async () => {
        await setLanguage(language, texts);
        for (const failure of listSamples(failureSchema, text)) {
          for (const shown of listShown(failure, text)) assertShowable(shown, failure.kind);
        }
      });
  }

  it('are tested for every kind and every reason', () => {
    const samples = listSamples(failureSchema, 'text');
    assert.deepEqual(
      [...new Set(samples.map(({ kind }) => kind))].sort(),
      Object.keys(failureSamples).sort(),
    );
    const faults = samples.flatMap((failure) =>
      failure.kind === 'request' ? failure.faults.map(({ fault }) => fault) : [],
    );
    assert.ok(new Set(faults).size > 15);
  });

  it('put what reads like a sentence into quotation marks, or after those of ours', () => {
    const fake = fakeSentence();
    for (const failure of listSamples(failureSchema, fake)) {
      const shown = formatFailure(failure, 'OctopusX');
      const [ours = ''] = shown.split('Message from the service: ');
      const unquoted = ours.replaceAll(/“[^”]*”/g, '');
      assert.ok(!unquoted.includes('key has expired'), `${failure.kind}: ${shown}`);
    }
  });

  it('name few of many reasons, and each once', () => {
    const faults = Array.from({ length: 1000 }, (_, n) => {
      return { fault: 'modelUnknown', model: `m${n % 2}` } as const;
    });
    const shown = formatFailure({ kind: 'request', faults }, '');
    assert.equal(shown.split('Unknown model').length - 1, 2);
  });

  for (const [what, text] of Object.entries(hostileTexts))
    it(`are safe to show for an error of a file system with ${what}`, () => {
      for (const code of [text, 'Unknown', 'ENOSPC']) {
        const error = Object.assign(new Error(text), { code, syscall: 'open' });
        const named = Object.assign(new Error(text), { code, name: `${text} (FileSystemError)` });
        const shown = [error, named].flatMap((each) => [
          formatFileError('Unable to read.', each) ?? '',
          formatRequestError(each),
        ]);
        for (const each of shown) assertShowable(each, code.slice(0, 20));
      }
    });
});

import assert from 'node:assert/strict';
import { FakeWindow } from '../../support/fakeWindow.ts';
import { assertShowable, fakeSentence, hostileTexts } from '../../support/hostileTexts.ts';

const { parseGenerateArguments } = await import('../../../../src/commands/generate/arguments.ts');
const { formatFailure } = await import('../../../../src/host/messages/failures.ts');
const { formatRequestFault } = await import('../../../../src/host/messages/requestFaults.ts');
const { settingNames, parseSettings } =
  await import('../../../../src/host/settings/settingsSchema.ts');
const { resolveProvider, toRequestFault } =
  await import('../../../../src/host/settings/settings.ts');
const { planAll } = await import('../../../../src/host/submissions/submissionPlan.ts');
const { getRequestAdvice } = await import('../../../../src/gallery/host/composer/advice.ts');
const { JimengError, providers, validateRequest } = await import('../../../../src/jimeng/index.ts');

/** Values of the wrong form that have a text: itself, in a list, and as a name and a value. */
function listValues(text: string): unknown[] {
  return [text, [text], { [text]: text }, { [text]: { [text]: text } }];
}

/** The values of a setting or an argument, also in each of its properties. */
function listNestedValues(text: string): unknown[] {
  const properties = ['position', 'language', 'opacity', 'text', 'producerId', 'contentProducer'];
  const names = [...properties, 'baseUrl', 'path', 'auth', 'model'];
  return [
    ...listValues(text),
    ...names.flatMap((name) => listValues(text).map((value) => ({ [name]: value }))),
  ];
}

function formatSettingProblems(name: string, value: unknown): string[] {
  const { problems } = parseSettings({ [name]: value });
  return problems.map((problem) => formatRequestFault(toRequestFault(problem)));
}

describe('Sentences about settings and arguments', () => {
  let window: FakeWindow;

  beforeEach(async () => {
    window = await FakeWindow.open();
  });
  afterEach(() => {
    window.setSettings({});
  });

  for (const [what, text] of Object.entries(hostileTexts)) {
    it(`are safe for each setting with ${what}`, () => {
      for (const name of settingNames)
        for (const value of listNestedValues(text))
          for (const shown of formatSettingProblems(name, value)) assertShowable(shown, name);
    });

    it(`are safe for a custom provider with ${what}`, () => {
      const baseUrl = 'https://example.com';
      const values = listNestedValues(text);
      const withUrl = values.map((value) => ({ baseUrl, ...(value as object) }));
      for (const customProvider of [...values, ...withUrl]) {
        window.setSettings({ customProvider });
        let shown = '';
        try {
          shown = resolveProvider('custom').name;
        } catch (error) {
          assert.ok(error instanceof JimengError);
          shown = formatFailure(error.failure, '');
        }
        assertShowable(shown, 'The custom provider');
      }
    });

    it(`are safe for a price with ${what}`, async () => {
      const request = { model: 'jimeng-4.0', prompt: 'A cat', forceSingle: true };
      for (const price of [text, `${text} 1`, `1 ${text}`]) {
        const plan = planAll([{ provider: providers.octopusx, request }], { octopusx: price });
        for (const cost of plan.costs) assertShowable(cost, 'The cost');
        window.setSettings({ pricePerImage: { octopusx: price } });
        const library = { listRecent: () => Promise.resolve([]) } as never;
        const apiKeys = { get: () => Promise.resolve(undefined) };
        const advice = await getRequestAdvice(request, () => false, library, apiKeys);
        assertShowable(advice.estimate ?? '', 'The estimate');
      }
    });

    it(`are safe for each argument with ${what}`, () => {
      const names = ['prompt', 'width', 'resolution', 'imageUrls', 'model', 'logoInfo', text];
      let count = 0;
      for (const name of names)
        for (const value of listNestedValues(text)) {
          try {
            parseGenerateArguments({ [name]: value });
          } catch (error) {
            count++;
            assertShowable((error as Error).message, name.slice(0, 20));
          }
        }
      assert.equal(window.shown.length, count);
      for (const shown of window.shown) assertShowable(shown.text, 'The notification');
    });

    it(`are safe for a request with ${what}`, () => {
      const request = { model: text, prompt: text.slice(0, 3), imageUrls: [text] };
      for (const model of [text, 'jimeng-4.0'])
        for (const fault of validateRequest({ ...request, model }, providers.octopusx))
          assertShowable(formatRequestFault(fault), fault.fault);
    });
  }

  it('put what reads like a sentence into quotation marks', () => {
    const [shown = ''] = formatSettingProblems('model', fakeSentence());
    assert.ok(shown.includes(`"${fakeSentence()}"`), shown);
    const [unknown = ''] = formatSettingProblems('logoInfo', { [fakeSentence()]: 1 });
    assert.ok(unknown.includes(`“${fakeSentence()}”`), unknown);
  });
});

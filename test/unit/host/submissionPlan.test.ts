import assert from 'node:assert/strict';
import { providers, type GenerationRequest } from '../../../src/jimeng/index.ts';
import {
  countImages,
  planSubmissions,
  type Submission,
} from '../../../src/host/submissions/submissionPlan.ts';

function submission(
  prompt: string,
  changes: Partial<GenerationRequest> = {},
  provider: 'octopusx' | 'deepwl' = 'octopusx',
): Submission {
  const request = { model: 'jimeng-4.0', prompt, forceSingle: true, ...changes };
  return { provider: providers[provider], request };
}

const singles = (count: number) => Array.from({ length: count }, (_, n) => submission(`cat ${n}`));
const sets = (count: number) =>
  Array.from({ length: count }, (_, n) => submission(`cat ${n}`, { forceSingle: false }));

describe('planSubmissions', () => {
  it('submits equal prompts once, in the order of the first', () => {
    const requested = [
      ...Array.from({ length: 25 }, () => submission('cat')),
      submission('dog'),
      submission('cat'),
    ];
    const plan = planSubmissions(requested, {});
    assert.deepEqual(
      plan.submissions.map(({ request }) => request.prompt),
      ['cat', 'dog'],
    );
    assert.equal(plan.duplicateCount, 25);
    assert.equal(plan.needsConfirmation, false);
  });

  it('submits prompts that differ in anything', () => {
    const requested = [
      submission('cat'),
      submission('cat', { resolution: '4k' }),
      submission('cat', {}, 'deepwl'),
    ];
    assert.equal(planSubmissions(requested, {}).submissions.length, 3);
  });

  it('regards requests as equal whose fields are in another order', () => {
    const [first] = singles(1);
    assert.ok(first);
    const fields = Object.entries(first.request).reverse();
    const reversed = Object.fromEntries(fields) as unknown as GenerationRequest;
    const plan = planSubmissions([first, { ...first, request: reversed }], {});
    assert.equal(plan.submissions.length, 1);
  });

  const questions: readonly [
    what: string,
    requested: readonly Submission[],
    prices: Readonly<Record<string, string | number>>,
    needsConfirmation: boolean,
    imageCount: number,
    costs: readonly string[],
  ][] = [
    ['nothing', [], {}, false, 0, []],
    ['one', singles(1), { octopusx: '0.22 CNY' }, false, 1, ['0.22 CNY']],
    ['three', singles(3), {}, false, 3, []],
    ['four', singles(4), {}, true, 4, []],
    ['53 at a price', singles(53), { octopusx: '0.22 CNY' }, true, 53, ['11.66 CNY']],
    ['a set', sets(1), {}, false, 15, []],
    ['a set at a price', sets(1), { octopusx: '0.22 CNY' }, false, 15, ['3.3 CNY']],
    ['two sets at a price', sets(2), { octopusx: '0.22 CNY' }, true, 30, ['6.6 CNY']],
    ['two sets in yuan', sets(2), { octopusx: '¥0.22' }, true, 30, ['¥6.6']],
    ['two sets in dollars', sets(2), { octopusx: '$0.03' }, false, 30, ['$0.9']],
    ['three sets in dollars', sets(3), { octopusx: '0.03 USD' }, true, 45, ['1.35 USD']],
    ['an expensive one', singles(1), { octopusx: 2 }, true, 1, ['2']],
    ['a price with a comma', singles(1), { octopusx: '0,22 €' }, false, 1, ['0.22 €']],
    ['a price that is no number', sets(3), { octopusx: 'cheap' }, false, 45, []],
    [
      'a price for one of two providers',
      [submission('cat'), submission('cat', {}, 'deepwl')],
      { octopusx: '9 CNY' },
      false,
      2,
      [],
    ],
    [
      'two currencies',
      [submission('cat'), submission('cat', {}, 'deepwl')],
      { octopusx: '0.22 CNY', deepwl: '0.03 USD' },
      false,
      2,
      ['0.22 CNY', '0.03 USD'],
    ],
  ];
  for (const [what, requested, prices, needsConfirmation, imageCount, costs] of questions) {
    it(`${needsConfirmation ? 'asks about' : 'does not ask about'} ${what}`, () => {
      const plan = planSubmissions(requested, prices);
      assert.deepEqual(
        [plan.needsConfirmation, plan.imageCount, plan.costs],
        [needsConfirmation, imageCount, costs],
      );
    });
  }

  it('counts the images that a set may have', () => {
    const imageUrls = ['https://a/1.png', 'https://a/2.png'];
    const count = (changes: Partial<GenerationRequest>) =>
      countImages({ model: 'jimeng-4.0', prompt: 'cat', ...changes });
    assert.equal(count({ forceSingle: true }), 1);
    assert.equal(count({ forceSingle: false }), 15);
    assert.equal(count({}), 15);
    assert.equal(count({ imageUrls }), 13);
    assert.equal(count({ model: 'jimeng-3.1' }), 1, 'this model makes no sets');
    assert.ok(planSubmissions(sets(1), {}).isUpTo);
    assert.ok(!planSubmissions(singles(3), {}).isUpTo);
  });
});

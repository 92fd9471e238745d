import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import { formatFailure } from '../support/failureMessages.ts';
import { canBeMaybeBilled, canHaveMessage, failureSamples } from '../support/failureSamples.ts';

const samples = Object.values(failureSamples);

describe('formatFailure', () => {
  it("shows the service's own words beside ours, for every kind that has them", () => {
    const withMessage = samples.filter(({ kind }) => canHaveMessage(kind));
    assert.equal(withMessage.length, 15);
    for (const sample of withMessage) {
      const text = formatFailure({ ...sample, message: '余额\n 不足' } as Failure, 'OctopusX');
      assert.ok(text.endsWith(' Message from the service: 余额 不足'), text);
    }
  });

  it("shows at most 300 characters of the service's words", () => {
    const message = '😀'.repeat(400);
    const text = formatFailure({ kind: 'quota', message }, 'OctopusX');
    const shown = text.split('Message from the service: ')[1] ?? '';
    assert.equal(Array.from(shown).length, 300);
    assert.ok(shown.endsWith('😀…'));
  });

  const excerpts: readonly [excerpt: string, words: string | undefined][] = [
    ['Service is under\n maintenance', 'Service is under maintenance'],
    ['{"message":"余额不足","x":1}', '余额不足'],
    ['x'.repeat(400), `${'x'.repeat(299)}…`],
    ['{"message":"success"}', undefined],
    ['{"message":42}', undefined],
    ['{"message":"<b>no</b>"}', undefined],
    ['{"message":"cut o', undefined],
    ['[1]', undefined],
    ['"text"', undefined],
    [' <!doctype html><title>Bad Gateway</title>', undefined],
    ['a\u0000b', undefined],
    ['\ufffdPNG', undefined],
    ['', undefined],
  ];
  for (const [excerpt, words] of excerpts) {
    const what = words === undefined ? 'no words' : 'the words';
    it(`shows ${what} of the response ${JSON.stringify(excerpt.slice(0, 40))}`, () => {
      const failure = { kind: 'badResponse', problem: 'shape', httpStatus: 200, excerpt } as const;
      const text = formatFailure(failure, 'OctopusX');
      assert.equal(text.split('Message from the service: ')[1], words);
    });
  }

  it('shows nothing for an empty message', () => {
    const text = formatFailure({ kind: 'quota', message: ' \n' }, 'OctopusX');
    assert.ok(!text.includes('Message from the service'), text);
  });

  it('warns that a request may have been billed, and does not suggest to try again then', () => {
    for (const sample of samples.filter(({ kind }) => canBeMaybeBilled(kind))) {
      if (sample.kind === 'canceled') continue;
      const unbilled = formatFailure(sample, 'OctopusX');
      const billed = formatFailure({ ...sample, maybeBilled: true } as Failure, 'OctopusX');
      const note = 'The request may still have been accepted and billed.';
      assert.ok(billed.includes(note) && !unbilled.includes(note), sample.kind);
      assert.ok(!billed.includes('Try again later.'), billed);
    }
  });

  for (const kind of ['interrupted', 'unexpected'] as const) {
    it(`warns that a request may have been billed after ${kind}, unless Retry is offered`, () => {
      const note = 'The request may still have been accepted and billed.';
      assert.ok(formatFailure({ kind }, 'OctopusX').includes(note));
      assert.ok(!formatFailure({ kind }, 'OctopusX', true).includes(note));
    });
  }

  it('names an unknown property of the custom provider', () => {
    const text = formatFailure({ kind: 'noProvider', field: 'Model' }, 'OctopusX');
    assert.ok(text.startsWith("Unknown property 'Model' in 'jimeng.customProvider'."), text);
  });
});

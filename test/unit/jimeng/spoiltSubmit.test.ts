import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { Response } from 'node-fetch';
import { createClient } from '../../../src/jimeng/calls.ts';
import { providers, type Failure, type JimengError } from '../../../src/jimeng/index.ts';
import { fakeFetch, text, type Reply } from '../support/fetch.ts';
import { request } from '../support/generation.ts';

const id = '7392616336519610409';

/** An answer that breaks off after these bytes. */
const cut =
  (body: string, status = 200): Reply =>
  () =>
    new Response(Readable.from(breaking(body)), { status });

// eslint-disable-next-line @typescript-eslint/require-await -- a body's bytes come asynchronously
async function* breaking(body: string) {
  yield Buffer.from(body);
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

describe('A submit whose answer is spoilt', () => {
  const submitted = (reply: Reply) => {
    const { fetch } = fakeFetch(reply);
    return createClient({ provider: providers.octopusx, key: 'k', fetch }).submit(request);
  };
  const whole = `{"code":10000,"data":{"task_id":"${id}","status":"submitted"}}`;

  const saved: [string, Reply][] = [
    ['is a number, with each of its digits', text(`{"code":10000,"data":{"task_id":${id}}}`)],
    ['is in a list', text(`{"code":10000,"data":{"task_id":["${id}"]}}`)],
    ['comes before the end of half an answer', text(whole.slice(0, 60))],
    ['comes before a connection breaks', cut(whole.slice(0, 60))],
    ['is all there, and then the connection breaks', cut(whole)],
  ];
  for (const [what, reply] of saved) {
    it(`is not lost where the task’s id ${what}`, async () => {
      assert.equal((await submitted(reply)).taskId, id);
    });
  }

  const part = whole.slice(0, whole.indexOf(id) + 5);
  const lost: [string, Reply, Failure['kind'], billed: boolean][] = [
    ['half of the id of a whole answer', text(part), 'badAnswer', true],
    ['half of the id before the connection breaks', cut(part), 'network', true],
    ['half of a number', cut(`{"data":{"task_id":73926`), 'network', true],
    ['an id with an error’s status', text(`${whole}<`, 502), 'badAnswer', true],
    [
      'an id in a refusal',
      text(`{"code":50412,"data":{"task_id":"${id}"}}`),
      'promptRefused',
      false,
    ],
  ];
  for (const [what, reply, kind, billed] of lost) {
    it(`does not take ${what} for one`, async () => {
      await assert.rejects(submitted(reply), ({ failure }: JimengError) => {
        assert.equal(failure.kind, kind);
        assert.equal('maybeBilled' in failure && failure.maybeBilled, billed);
        return true;
      });
    });
  }
});

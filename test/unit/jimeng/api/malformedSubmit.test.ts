import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { Response } from 'node-fetch';
import { createClient } from '../../../../src/jimeng/service.ts';
import { providers, type Failure, type JimengError } from '../../../../src/jimeng/index.ts';
import { fakeFetch, textReply, type Reply } from '../../support/fakeFetch.ts';
import { request } from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';

const id = '7392616336519610409';

/** A response that breaks off after these bytes. */
const truncatedReply =
  (body: string, status = 200): Reply =>
  () =>
    new Response(Readable.from(failingBody(body)), { status });

// eslint-disable-next-line @typescript-eslint/require-await -- a body is an async iterable
async function* failingBody(body: string) {
  yield Buffer.from(body);
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

describe('Client malformed submit response', () => {
  const submitWith = (reply: Reply) => {
    const { fetch } = fakeFetch(reply);
    return createClient({ provider: providers.octopusx, key: toApiKey('k'), fetch }).submit(
      request,
    );
  };
  const completeBody = `{"code":10000,"data":{"task_id":"${id}","status":"submitted"}}`;

  const recoveredIds: [string, Reply][] = [
    ['is a number with all of its digits', textReply(`{"code":10000,"data":{"task_id":${id}}}`)],
    ['is in a list', textReply(`{"code":10000,"data":{"task_id":["${id}"]}}`)],
    ['is in a truncated response', textReply(completeBody.slice(0, 60))],
    ['arrives before the connection breaks', truncatedReply(completeBody.slice(0, 60))],
    ['is in a complete response before the connection breaks', truncatedReply(completeBody)],
  ];
  for (const [description, reply] of recoveredIds) {
    it(`recovers the task id if it ${description}`, async () => {
      assert.equal((await submitWith(reply)).taskId, id);
    });
  }

  const partialBody = completeBody.slice(0, completeBody.indexOf(id) + 5);
  const rejectedIds: [string, Reply, Failure['kind'], billed: boolean][] = [
    ['half of the id in a complete response', textReply(partialBody), 'badResponse', true],
    ['half of the id before the connection breaks', truncatedReply(partialBody), 'network', true],
    ['half of a number', truncatedReply(`{"data":{"task_id":73926`), 'network', true],
    ['an id with an error status', textReply(`${completeBody}<`, 502), 'badResponse', true],
    [
      'an id in an error',
      textReply(`{"code":50412,"data":{"task_id":"${id}"}}`),
      'promptRefused',
      false,
    ],
  ];
  for (const [description, reply, kind, billed] of rejectedIds) {
    it(`does not accept ${description} as a task id`, async () => {
      await assert.rejects(submitWith(reply), ({ failure }: JimengError) => {
        assert.equal(failure.kind, kind);
        assert.equal('maybeBilled' in failure && failure.maybeBilled, billed);
        return true;
      });
    });
  }
});

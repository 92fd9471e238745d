import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { Response } from 'node-fetch';
import { createClient } from '../../../../src/jimeng/service.ts';
import type { JimengError } from '../../../../src/jimeng/index.ts';
import { providers } from '../../../../src/jimeng/index.ts';
import { fakeFetch, jsonReply, textReply, type Reply } from '../../support/fakeFetch.ts';
import { request } from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';
import { maxTaskIdCharacters } from '../../../../src/untrusted/limits.ts';

const id = '7392616336519610409';
const uuid = '67fb9e82-126e-4c71-bb16-a3bb3789e3b7';

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

function submitWith(reply: Reply) {
  const { fetch } = fakeFetch(reply);
  return createClient({ provider: providers.octopusx, key: toApiKey('sk-key'), fetch }).submit(
    request,
  );
}

const data = { task_id: id };
const accepted = { code: 10000, data };
const text = JSON.stringify;
const completeBody = text({ ...accepted, request_id: 'r' });

describe('Client submit response', () => {
  const acceptedResponses: [string, Reply, taskId?: string][] = [
    ...[0, 200, 1, 10000, '0', 'ok', 'SUCCESS', 'success', true, null, undefined, '', {}].map(
      (code): [string, Reply] => [`with the code ${text(code)}`, jsonReply({ code, data })],
    ),
    ...[50411, 50412, 50429, 50500, 10001, 'insufficient_user_quota', 'x', false].map(
      (code): [string, Reply] => [`beside the error code ${text(code)}`, jsonReply({ code, data })],
    ),
    ...[201, 202, 307, 400, 401, 404, 408, 409, 429, 500, 502, 503, 504].map(
      (status): [string, Reply] => [`with HTTP ${status}`, jsonReply(accepted, status)],
    ),
    ['beside an error object', jsonReply({ error: { message: 'timeout', code: '500' }, data })],
    ['inside an error object', jsonReply({ error: { message: 'x', task_id: id } }, 500)],
    ['beside success: false', jsonReply({ success: false, data })],
    ['with a failed status', jsonReply({ code: 10000, data: { task_id: id, status: 'failed' } })],
    [
      'with a signature error',
      jsonReply({ ResponseMetadata: { Error: { Code: 'X' } }, Result: data }),
    ],
    ['as a number with all of its digits', textReply(`{"code":10000,"data":{"task_id":${id}}}`)],
    [
      'as a number of 20 digits',
      textReply(`{"data":{"task_id":12345678901234567890}}`),
      '12345678901234567890',
    ],
    ['as a small number', jsonReply({ code: 0, data: { task_id: 42 } }), '42'],
    ['in a list', jsonReply({ code: 10000, data: { task_id: [id] } })],
    ['as a number in a list', textReply(`{"data":{"task_id":[${id}]}}`)],
    ['in a list after null', jsonReply({ data: { task_ids: [], task_id: [null, '', id] } })],
    ['in a list of tasks', jsonReply({ code: 10000, data: [data] })],
    ['at the top', jsonReply(data)],
    ['in data.data', jsonReply({ code: 'success', data: { data } })],
    ['in data.result', jsonReply({ data: { result: data } })],
    ['in data.data.data', jsonReply({ data: { data: { data } } })],
    ['in an unknown field', jsonReply({ outcome: { job: data } })],
    [
      'in a message that holds the upstream body',
      jsonReply({ code: 'fail_to_fetch_task', message: completeBody }, 500),
    ],
    [
      'in a message with words around it',
      jsonReply({ code: 'x', message: `bad response: ${completeBody}` }, 500),
    ],
    ['in data as JSON text', jsonReply({ code: 10000, data: text(data) })],
    ['in JSON in JSON in JSON', jsonReply({ data: text({ message: text({ body: text(data) }) }) })],
    ['in a body that is JSON text', jsonReply(text(accepted))],
    ['in a list at the top', jsonReply([accepted])],
    ['as taskId', jsonReply({ data: { taskId: id } })],
    ['as TaskID', jsonReply({ data: { TaskID: id } })],
    ['as task-id', jsonReply({ data: { 'task-id': id } })],
    [
      'as id of a task',
      jsonReply({ id: 'task_AbC123', object: 'video', status: 'queued' }),
      'task_AbC123',
    ],
    ['as id beside a status', jsonReply({ data: { id: uuid, status: 'submitted' } }), uuid],
    ['as id of a task alone', jsonReply({ id: 'task_9', error: null }), 'task_9'],
    ...[10000, 0, '200', 'success', true].map((code): [string, Reply] => [
      `as the data of the code ${text(code)}`,
      jsonReply({ code, data: id }),
    ]),
    ['as the data of success: true', jsonReply({ success: true, data: id })],
    ['as a number of the data', textReply(`{"code":10000,"data":${id}}`)],
    ['as the data at 500', jsonReply({ code: 10000, data: id }, 500)],
    ['as the only entry of the data', jsonReply({ code: 10000, data: [uuid] }), uuid],
    ['as data in JSON text', jsonReply({ code: 10000, data: text([id]) })],
    ['as the result', jsonReply({ code: 'ok', result: id })],
    ['as the result in a list', jsonReply({ code: 'ok', data: null, result: [id] })],
    [
      'as the data of an upstream body in a message',
      jsonReply({ code: 'x', message: text({ code: 10000, data: id }) }, 500),
    ],
    ['as id of a task object', jsonReply({ task: { id } })],
    ['as a short id of a task object', jsonReply({ data: { task: { id: 42 } } }), '42'],
    ['as id in a list of tasks', jsonReply({ data: { tasks: [null, { id: '' }, { id }] } })],
    ['as id of a task in JSON text', jsonReply({ code: 0, data: { task: text({ id }) } })],
    ['as the only id of a response', jsonReply({ id: 'cgt-20251126-abcde' }), 'cgt-20251126-abcde'],
    ['as the only id beside success', jsonReply({ code: 0, id: uuid, error: null }), uuid],
    ['as the only id before the connection breaks', truncatedReply(text({ id: uuid })), uuid],
    [
      'with punctuation',
      jsonReply({ data: { task_id: 'cgt:2025/11+a=b.c~d@e' } }),
      'cgt:2025/11+a=b.c~d@e',
    ],
    ['with spaces around', jsonReply({ data: { task_id: ` ${id}\n` } })],
    ['in another field than an empty one', jsonReply({ task_id: '', data })],
    ['in a list called task_ids', jsonReply({ data: { task_ids: [id] } })],
    ['outermost of two', jsonReply({ data: { task_id: 'outer-1', data } }), 'outer-1'],
    ['in a truncated response', textReply(completeBody.slice(0, 55))],
    [
      'as a number in a truncated response',
      textReply(`{"code":10000,"data":{"task_id":${id},"sta`),
    ],
    ['in a list in a truncated response', textReply(`{"data":{"task_id": [ "${id}"`)],
    ['in JSON text in a truncated response', textReply(`{"message":${text(completeBody)},"da`)],
    ['in an HTML page', textReply(`<pre>${completeBody}</pre>`, 502)],
    ['after a byte order mark', textReply(`\ufeff${completeBody}`)],
    ['before other text', textReply(`${completeBody}<`, 502)],
    ['in single quotes', textReply(`{'task_id': '${id}'}`)],
    ['before the connection breaks', truncatedReply(completeBody.slice(0, 55))],
    ['before the connection breaks, with HTTP 502', truncatedReply(completeBody.slice(0, 55), 502)],
    ['in a complete response before the connection breaks', truncatedReply(completeBody)],
  ];
  for (const [description, reply, taskId = id] of acceptedResponses) {
    it(`accepts a task id ${description}`, async () => {
      assert.equal((await submitWith(reply)).taskId, taskId);
    });
  }

  const values = [
    undefined,
    null,
    '',
    ' ',
    '0',
    0,
    -1,
    1.5,
    true,
    {},
    [],
    [null],
    'null',
    'undefined',
    '-',
    'not found',
    '任务不存在',
    'error',
    'failed',
    'pending',
    'a"b',
    'x'.repeat(maxTaskIdCharacters + 1),
  ];
  const noIds: [string, unknown][] = [
    ...values.map((value): [string, unknown] => [
      `task_id ${text(value)}`,
      { code: 10000, data: { task_id: value } },
    ]),
    ['a request_id', { code: 10000, request_id: uuid, data: null }],
    ['a request_id as id', { request_id: uuid, id: uuid, status: 'queued' }],
    ['the id of an error', { error: { id: uuid, status: 'error' } }],
    ['an id of nothing known', { outcome: { id: uuid } }],
    ['an id beside an error', { id: uuid, error: { message: 'm' } }],
    ['an id beside an error code', { id: uuid, code: 59999 }],
    ['an id beside a failed status', { id: uuid, status: 'failed' }],
    ['an id beside data', { id: uuid, code: 10000, data: {} }],
    ['a short id alone', { id: 1234567 }],
    ['a word as id', { id: 'whatever' }],
    ['a request_id as the only id', { id: uuid, request_id: uuid }],
    ['the data of an error code', { code: 59999, data: id }],
    ['the data of success: false', { success: false, data: id }],
    ['the data of no code', { data: id }],
    ['a request_id as data', { code: 10000, request_id: uuid, data: uuid }],
    ...[
      '0',
      '',
      'accepted',
      'task 12345678',
      '1234567',
      'https://i.example/12345678',
      [],
      [id, id],
    ].map((value): [string, unknown] => [`data ${text(value)}`, { code: 10000, data: value }]),
    ...['0', '', null, 'pending'].map((value): [string, unknown] => [
      `a task with the id ${text(value)}`,
      { code: 10000, data: { task: { id: value }, tasks: [{ id: value }] } },
    ]),
    ['the name of a task', { code: 10000, data: { task: 'jimeng_t2i_v40' } }],
    ['an id beside an unknown status', { error: { id: uuid, status: 'INVALID_ARGUMENT' } }],
    ['a short id beside a status', { user: { id: 7, status: 'success' } }],
    ['words of a message', { code: 10000, message: 'task_id: "12" is missing', data: {} }],
    [
      'words in quotes',
      { code: 10000, message: 'the field "task_id":"string" is missing', data: {} },
    ],
    ['a name that ends in task_id', { code: 10000, data: { my_task_id: '12', subtask_id: '13' } }],
    [
      'an id that is nested too deep',
      JSON.parse(`${'{"a":'.repeat(50)}{"task_id":"12"}${'}'.repeat(50)}`),
    ],
  ];
  for (const [description, body] of noIds) {
    it(`takes no task id from ${description}`, async () => {
      await assert.rejects(submitWith(jsonReply(body)), ({ failure, response }: JimengError) => {
        assert.ok('maybeBilled' in failure && failure.maybeBilled, text(failure));
        assert.equal(response, failure.kind === 'badResponse' ? text(body) : undefined);
        return true;
      });
    });
  }

  const partialIds: [string, Reply][] = [
    ['half of the id in a complete response', textReply(completeBody.slice(0, 40))],
    ['half of the id before the connection breaks', truncatedReply(completeBody.slice(0, 40))],
    ['half of a number', truncatedReply(`{"data":{"task_id":73926`)],
  ];
  for (const [description, reply] of partialIds) {
    it(`takes no task id from ${description}`, async () => {
      await assert.rejects(
        submitWith(reply),
        ({ failure }: JimengError) => 'maybeBilled' in failure && failure.maybeBilled,
      );
    });
  }

  it('reads adversarial text in linear time', async () => {
    const size = 1_000_000;
    const bodies = [
      '\\',
      '"',
      '"task_id',
      '"task_id":[',
      '"task_id":"',
      "'task_id'   :  ",
      '[',
      '{"a":',
      '{"task_id":',
    ].map((part) => part.repeat(size / part.length));
    const start = performance.now();
    for (const body of [...bodies, ...bodies.map((each) => text({ message: each }))]) {
      await assert.rejects(submitWith(textReply(body)));
    }
    assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms`);
  }).timeout(30_000);
});

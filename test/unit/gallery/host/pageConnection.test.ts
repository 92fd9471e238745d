import assert from 'node:assert/strict';
import { MalformedCallError, PageConnection } from '../../../../src/gallery/host/pageConnection.ts';
import { paramSchemas, type Handlers } from '../../../../src/gallery/protocol/requests.ts';
import { maxWindowSize } from '../../../../src/gallery/protocol/vocabulary.ts';
import { maxThumbnailBytes } from '../../../../src/untrusted/limits.ts';

describe('PageConnection', () => {
  function createConnection(handlers: Partial<Handlers> = {}) {
    const sent: unknown[] = [];
    const errors: unknown[] = [];
    const calls: [method: string, params: unknown][] = [];
    const recorders = Object.keys(paramSchemas).map((method) => [
      method,
      (params: unknown) => {
        calls.push([method, params]);
      },
    ]);
    const connection = new PageConnection({
      handlers: { ...(Object.fromEntries(recorders) as Handlers), ...handlers },
      send: (message) => sent.push(message),
      onError: (error) => errors.push(error),
      formatError: (error) =>
        error instanceof MalformedCallError ? 'Malformed' : `Failed: ${String(error)}`,
    });
    return { connection, sent, errors, calls };
  }

  it('passes the parameters to the handler and responds with its result', async () => {
    const ids = { version: 1, ids: ['a'] };
    const { connection, sent } = createConnection({
      getIds: ({ from, count }) => ({ ...ids, ids: [`${from} ${count}`] }),
      getPromptHistory: () => Promise.resolve(['a prompt']),
    });
    await connection.receive({ id: '1', method: 'getIds', params: { from: 2, count: 3 } });
    await connection.receive({
      id: '2',
      method: 'getPromptHistory',
      params: { from: 0, count: 20 },
    });
    assert.deepEqual(sent, [
      { type: 'response', id: '1', result: { version: 1, ids: ['2 3'] } },
      { type: 'response', id: '2', result: ['a prompt'] },
    ]);
  });

  it('does not respond to notifications', async () => {
    const { connection, sent, calls, errors } = createConnection();
    await connection.receive({ method: 'undo', params: {} });
    assert.deepEqual(calls, [['undo', {}]]);
    assert.deepEqual([sent, errors], [[], []]);
  });

  it('logs a failing handler and responds with the reason', async () => {
    const failure = new Error('EACCES');
    const { connection, sent, errors } = createConnection({
      getDetails: () => Promise.reject(failure),
      undo: () => {
        throw failure;
      },
    });
    await connection.receive({ id: '1', method: 'getDetails', params: { id: 'a' } });
    await connection.receive({ method: 'undo', params: {} });
    assert.deepEqual(errors, [failure, failure]);
    assert.deepEqual(sent, [{ type: 'response', id: '1', error: 'Failed: Error: EACCES' }]);
  });

  const malformed: readonly (readonly [description: string, message: unknown])[] = [
    ['an unknown method', { id: '1', method: 'eval', params: {} }],
    ['a method that every object has', { id: '1', method: 'constructor', params: {} }],
    ['missing parameters', { id: '1', method: 'getIds' }],
    ['a negative index', { id: '1', method: 'getIds', params: { from: -1, count: 1 } }],
    ['a path as an id', { id: '1', method: 'getDetails', params: { id: '../'.repeat(30) } }],
    [
      'too large a window',
      {
        id: '1',
        method: 'getItems',
        params: { query: { text: '' }, from: 0, count: maxWindowSize + 1 },
      },
    ],
    [
      'too large a thumbnail',
      {
        id: '1',
        method: 'saveThumbnail',
        params: { id: 'a', image: 0, side: 256, webp: new Uint8Array(maxThumbnailBytes + 1) },
      },
    ],
    [
      'an unknown action',
      { id: '1', method: 'performAction', params: { action: 'rm', targets: [] } },
    ],
  ];
  for (const [description, message] of malformed) {
    it(`refuses and logs ${description}`, async () => {
      const { connection, sent, errors, calls } = createConnection();
      await connection.receive(message);
      assert.deepEqual(calls, []);
      assert.deepEqual(sent, [{ type: 'response', id: '1', error: 'Malformed' }]);
      assert.equal(errors.length, 1);
      assert.ok(errors[0] instanceof MalformedCallError);
    });
  }

  it('logs messages that are no calls', async () => {
    const { connection, sent, errors } = createConnection();
    for (const message of [undefined, null, 'undo', 7, [], { method: 1 }, { id: 'x'.repeat(65) }]) {
      await connection.receive(message);
    }
    assert.equal(errors.length, 7);
    assert.deepEqual(sent, []);
  });

  it('does not log the contents of malformed calls', async () => {
    const { connection, errors } = createConnection();
    const draft = { revision: 0, prompt: 'a secret', imageUrls: 'a secret', parameters: {} };
    await connection.receive({ method: 'saveDraft', params: { draft } });
    assert.equal(errors.length, 1);
    assert.match(String(errors[0]), /saveDraft.*draft\.imageUrls/);
    assert.doesNotMatch(String(errors[0]), /secret/);
  });

  it('drops the requests in progress when it is disposed', async () => {
    let settle: () => void = () => undefined;
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { connection, sent, errors } = createConnection({
      getDetails: async ({ id }) => {
        await settled;
        if (id === 'failing') throw new Error('EIO');
        return null;
      },
    });
    const requests = ['a', 'failing'].map((id) =>
      connection.receive({ id, method: 'getDetails', params: { id } }),
    );
    connection.dispose();
    settle();
    await Promise.all(requests);
    connection.post({ type: 'announce', text: '' });
    assert.deepEqual([sent, errors], [[], []]);
  });
});

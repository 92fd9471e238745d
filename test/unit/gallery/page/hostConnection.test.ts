import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { HostConnection } from '../../../../src/gallery/page/ui/hostConnection.ts';
import type { Call } from '../../../../src/gallery/protocol/requests.ts';

describe('HostConnection', () => {
  const query = (text: string) => ({ query: { text }, from: 0, count: 60 });

  function createConnection() {
    const sent: Call[] = [];
    let failureChanges = 0;
    const postMessage = (message: unknown) => sent.push(message as Call);
    const connection = new HostConnection({ postMessage }, () => failureChanges++);
    const idOf = (index: number) => sent.at(index)?.id ?? assert.fail('no request');
    /** Responds to one of the calls. */
    const respond = async (index: number, result: unknown) => {
      connection.receive({ type: 'response', id: idOf(index), result });
      await turn();
    };
    const fail = async (index: number, error: string) => {
      connection.receive({ type: 'response', id: idOf(index), error });
      await turn();
    };
    /** Attempts to load items, and collects those that arrive. */
    const results: unknown[] = [];
    const attempt = (text: string) => {
      connection.attempt('items', async () => {
        results.push(await connection.request('getItems', query(text)));
      });
    };
    const reason = () => connection.failure?.reason;
    const retry = () => {
      connection.failure?.retry();
    };
    return {
      sent,
      connection,
      respond,
      fail,
      attempt,
      results,
      reason,
      retry,
      failureChanges: () => failureChanges,
    };
  }

  it('resolves requests with their own results, in any order', async () => {
    const { sent, connection, respond } = createConnection();
    const ids = connection.request('getIds', { from: 0, count: 1 });
    const details = connection.request('getDetails', { id: 'a' });
    assert.deepEqual(
      sent.map(({ method, params }) => [method, params]),
      [
        ['getIds', { from: 0, count: 1 }],
        ['getDetails', { id: 'a' }],
      ],
    );
    await respond(1, null);
    await respond(0, { version: 1, ids: ['a'] });
    assert.equal(await details, null);
    assert.deepEqual(await ids, { version: 1, ids: ['a'] });
  });

  it("rejects failed requests with the host's explanation", async () => {
    const { connection, fail } = createConnection();
    const rejected = assert.rejects(connection.request('getDetails', { id: 'a' }), {
      message: 'Unable to read the library.',
    });
    await fail(0, 'Unable to read the library.');
    await rejected;
  });

  it('ignores responses to the requests of another page', () => {
    const { connection, reason } = createConnection();
    connection.receive({ type: 'response', id: 'unknown', result: 1 });
    connection.receive({ type: 'response', id: 'unknown', error: 'EACCES' });
    assert.equal(reason(), undefined);
  });

  it('sends notifications without an id', () => {
    const { sent, connection } = createConnection();
    connection.notify('undo', {});
    assert.deepEqual(sent, [{ method: 'undo', params: {} }]);
  });

  it('repeats the last failed request on retry', async () => {
    const { sent, connection, attempt, fail, respond, results, reason, retry } = createConnection();
    attempt('');
    attempt('a');
    void connection.request('getIds', { from: 0, count: 1 });
    assert.equal(reason(), undefined);
    assert.equal(sent.length, 3);
    await fail(1, 'EACCES');
    assert.equal(reason(), 'EACCES');
    retry();
    const last = sent.at(-1);
    assert.deepEqual([last?.method, last?.params], ['getItems', query('a')]);
    assert.equal(reason(), undefined);
    await respond(-1, 'items');
    assert.deepEqual(results, ['items']);
  });

  it('keeps a failure until its own response arrives or it is requested again', async () => {
    const { connection, attempt, fail, failureChanges, reason } = createConnection();
    attempt('a');
    await fail(0, 'EACCES');
    assert.equal(failureChanges(), 1);
    connection.attempt('selection', async () => {
      await connection.request('getIds', { from: 0, count: 1 });
    });
    assert.equal(reason(), 'EACCES');
    // A change of the listing comes with the items.
    connection.clearFailure('items');
    assert.equal(reason(), undefined);
    assert.equal(failureChanges(), 2);
    attempt('a');
    await fail(-1, 'EIO');
    assert.equal(reason(), 'EIO');
    attempt('b');
    assert.equal(reason(), undefined);
  });

  it('ignores the failure of an attempt that a later one has replaced', async () => {
    const { attempt, fail, respond, results, reason } = createConnection();
    attempt('a');
    attempt('ab');
    await respond(1, 'items');
    await fail(0, 'EACCES');
    assert.equal(reason(), undefined);
    assert.deepEqual(results, ['items']);
  });

  it('keeps the failures of different operations until each is retried', async () => {
    const { connection, attempt, fail, reason, retry } = createConnection();
    attempt('a');
    connection.attempt('details', async () => {
      await connection.request('getDetails', { id: 'a' });
    });
    await fail(0, 'first');
    await fail(1, 'second');
    assert.equal(reason(), 'second');
    retry();
    assert.equal(reason(), 'first');
  });
});

import assert from 'node:assert/strict';
import { HostConnection } from '../../../../src/gallery/page/app/hostConnection.ts';
import type { FromPageMessage } from '../../../../src/gallery/protocol/messages.ts';

describe('HostConnection', () => {
  const show = { type: 'getItems', query: { text: 'a' }, from: 0, count: 60 } as const;
  const failed = { type: 'failed', question: 'getItems', reason: 'EACCES' } as const;

  function createConnection() {
    const sent: FromPageMessage[] = [];
    const connection = new HostConnection((message) => sent.push(message));
    return { sent, connection };
  }

  it('repeats the last failed request on retry', () => {
    const { sent, connection } = createConnection();
    connection.post({ ...show, query: { text: '' } });
    connection.post(show);
    connection.post({ type: 'getIds', from: 0, count: 1 });
    connection.retry();
    assert.equal(sent.length, 3);
    connection.receive(failed);
    assert.equal(connection.failed?.reason, 'EACCES');
    connection.retry();
    assert.equal(sent.at(-1), show);
    assert.equal(connection.failed, undefined);
  });

  it('keeps a failure until its own response arrives or it is requested again', () => {
    const { connection } = createConnection();
    connection.post(show);
    connection.receive(failed);
    connection.receive({ type: 'announce', text: '' });
    connection.post({ type: 'getIds', from: 0, count: 1 });
    assert.notEqual(connection.failed, undefined);
    connection.receive({ type: 'items', version: 1, from: 0, items: [] });
    assert.equal(connection.failed, undefined);
    connection.receive(failed);
    const nothing = { total: 0, unfilteredTotal: 0, days: [], from: 0, items: [] } as const;
    connection.receive({ type: 'listing', version: 1, ...nothing });
    assert.equal(connection.failed, undefined);
    connection.receive(failed);
    connection.post(show);
    assert.equal(connection.failed, undefined);
  });
});

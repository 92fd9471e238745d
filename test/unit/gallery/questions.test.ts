import assert from 'node:assert/strict';
import { Questions } from '../../../src/gallery/page/questions.ts';
import type { FromPage } from '../../../src/gallery/protocol.ts';

describe('What the page asks of the host', () => {
  const show = { type: 'show', query: { text: 'a' }, from: 0, count: 60 } as const;
  const failed = { type: 'failed', question: 'show', reason: 'EACCES' } as const;

  function begin() {
    const sent: FromPage[] = [];
    const questions = new Questions((message) => sent.push(message));
    return { sent, questions };
  }

  it('is asked again as it was last asked, once it could not be answered', () => {
    const { sent, questions } = begin();
    questions.post({ ...show, query: { text: '' } });
    questions.post(show);
    questions.post({ type: 'ids', from: 0, count: 1 });
    questions.retry();
    assert.equal(sent.length, 3);
    questions.receive(failed);
    assert.equal(questions.failed?.reason, 'EACCES');
    questions.retry();
    assert.equal(sent.at(-1), show);
    assert.equal(questions.failed, undefined);
  });

  it('is open until its own answer comes, or it is asked anew', () => {
    const { questions } = begin();
    questions.post(show);
    questions.receive(failed);
    questions.receive({ type: 'announce', text: '' });
    questions.post({ type: 'ids', from: 0, count: 1 });
    assert.notEqual(questions.failed, undefined);
    questions.receive({ type: 'items', version: 1, from: 0, items: [] });
    assert.equal(questions.failed, undefined);
    questions.receive(failed);
    const nothing = { total: 0, all: 0, days: [], from: 0, items: [] } as const;
    questions.receive({ type: 'listing', version: 1, ...nothing });
    assert.equal(questions.failed, undefined);
    questions.receive(failed);
    questions.post(show);
    assert.equal(questions.failed, undefined);
  });
});

import assert from 'node:assert/strict';
import {
  historyPageSize,
  PromptHistory,
} from '../../../../src/gallery/page/composer/promptHistory.ts';

describe('PromptHistory', () => {
  const all = Array.from({ length: historyPageSize + 2 }, (_, index) => `prompt ${index}`);

  /** Creates a history whose requests are answered by `respond`. */
  function createHistory() {
    const requestedOffsets: number[] = [];
    const history = new PromptHistory((from) => requestedOffsets.push(from));
    const respond = () => {
      const from = requestedOffsets.pop() ?? assert.fail('there is no request');
      return history.add(from, all.slice(from, from + historyPageSize));
    };
    return { history, requestedOffsets, respond };
  }

  it('requests prompts in pages and stops at the oldest', () => {
    const { history, requestedOffsets, respond } = createHistory();
    assert.equal(history.older(), undefined);
    assert.ok(respond());
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < historyPageSize; step++) seen.push(history.older());
    assert.equal(history.older(), undefined);
    assert.ok(respond());
    seen.push(history.older(), history.older());
    assert.deepEqual(seen, all);
    assert.equal(history.older(), undefined);
    assert.deepEqual(requestedOffsets, []);
    assert.ok(history.isCurrent(all.at(-1) ?? ''));
  });

  it('has a typed prompt that was replaced before the submitted ones, once', () => {
    const { history, requestedOffsets, respond } = createHistory();
    history.keepUnsent('prompt 1');
    assert.deepEqual(history.keepUnsent('typed'), ['typed', 'prompt 1']);
    assert.equal(history.older(), 'typed');
    assert.equal(history.older(), 'prompt 1');
    assert.equal(history.older(), undefined);
    assert.deepEqual(requestedOffsets, [0]);
    respond();
    assert.equal(history.older(), 'prompt 0');
    assert.equal(history.older(), 'prompt 2');
    history.reset();
    assert.equal(history.older(), 'typed');
  });

  it('keeps the 20 newest typed prompts', () => {
    const { history } = createHistory();
    for (let n = 0; n < 25; n++) history.keepUnsent(`typed ${n}`);
    assert.equal(history.keepUnsent('typed 24').length, 20);
  });

  it('goes back to the empty text it started from', () => {
    const { history, respond } = createHistory();
    assert.equal(history.newer(), undefined);
    history.older();
    respond();
    history.older();
    history.older();
    assert.equal(history.newer(), 'prompt 0');
    assert.equal(history.newer(), '');
    assert.ok(history.isCurrent(''));
    assert.equal(history.newer(), undefined);
    assert.equal(history.older(), 'prompt 0');
  });

  it('restarts after it ended and ignores responses to earlier requests', () => {
    const { history, requestedOffsets } = createHistory();
    history.older();
    history.add(0, all.slice(0, historyPageSize));
    history.older();
    assert.ok(!history.isCurrent('something else'));
    history.reset();
    assert.ok(history.isCurrent(''));
    assert.ok(!history.add(historyPageSize, all.slice(historyPageSize)));
    assert.equal(history.older(), undefined);
    assert.deepEqual(requestedOffsets, [0, 0]);
  });
});

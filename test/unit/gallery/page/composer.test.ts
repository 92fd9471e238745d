import assert from 'node:assert/strict';
import {
  historyPageSize,
  PromptHistory,
} from '../../../../src/gallery/page/composer/promptHistory.ts';
import {
  parseUrls,
  countCharacters,
  shortenUrl,
} from '../../../../src/gallery/page/composer/composerText.ts';
import { toRequestOptions, toComposerParameters } from '../../../../src/gallery/host/parameters.ts';
import { listRecentPrompts } from '../../../../src/gallery/host/recentPrompts.ts';
import { aspectRatios, resolutions, getImageSize } from '../../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';

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

  it('lists each prompt once, newest first, without externally submitted tasks', () => {
    const record = (prompt: string, isExternal?: true) =>
      ({ request: { model: 'jimeng-4.0', prompt }, isExternal }) as unknown as GenerationRecord;
    const records = [
      record('a'),
      record('b'),
      record('Task 1', true),
      record('a'),
      record('c'),
      record('d'),
    ];
    assert.deepEqual(listRecentPrompts(records, 0, 2), ['a', 'b']);
    assert.deepEqual(listRecentPrompts(records, 2, 2), ['c', 'd']);
    assert.deepEqual(listRecentPrompts(records, 4, 2), []);
  });
});

describe('Composer text', () => {
  it('counts code points without surrounding whitespace', () => {
    assert.equal(countCharacters(' 猫🐱 \n'), 2);
    assert.equal(countCharacters('  '), 0);
  });

  it('finds URLs in lists and lines', () => {
    assert.deepEqual(parseUrls('# images\r\nhttps://a.example/1.png\r\n\r\nb.png c.png\n'), [
      'https://a.example/1.png',
      'b.png',
      'c.png',
    ]);
  });

  it('shortens a URL to its distinguishing parts', () => {
    assert.equal(shortenUrl('https://a.example/x/y/1.png?sign=2'), 'a.example/…/1.png');
    assert.equal(shortenUrl('https://a.example/'), 'a.example');
    assert.equal(shortenUrl('not a URL'), 'not a URL');
  });
});

describe('Request options', () => {
  it('are restored from the request they produced', () => {
    const pairs = resolutions.flatMap((resolution) =>
      aspectRatios.map((aspectRatio) => ({ resolution, aspectRatio })),
    );
    for (const { resolution, aspectRatio } of pairs) {
      const size = getImageSize(resolution, aspectRatio);
      const request = { model: 'jimeng-4.0', prompt: '', forceSingle: false, ...size };
      const expected = { model: 'jimeng-4.0', resolution, aspectRatio, forceSingle: false };
      assert.deepEqual(toComposerParameters(request), expected);
    }
  });

  it('leave the ratio to the model if the request did', () => {
    assert.deepEqual(toComposerParameters({ model: 'jimeng-4.6', prompt: '', resolution: '4k' }), {
      model: 'jimeng-4.6',
      resolution: '4k',
      aspectRatio: 'auto',
    });
  });

  it('fall back to the nearest size, preferring the ratio', () => {
    const fromSize = (width: number, height: number) =>
      toComposerParameters({ model: 'jimeng-4.0', prompt: '', width, height });
    assert.deepEqual(fromSize(1920, 1080), {
      model: 'jimeng-4.0',
      resolution: '2k',
      aspectRatio: '16:9',
    });
    assert.equal(fromSize(1200, 4000).aspectRatio, '9:21');
  });

  it('are omitted if this version does not know their values', () => {
    assert.deepEqual(toRequestOptions({ resolution: '8k' }), {});
    assert.deepEqual(toRequestOptions({ resolution: '1k', aspectRatio: 'auto' }), {
      resolution: '1k',
      aspectRatio: 'auto',
    });
  });
});

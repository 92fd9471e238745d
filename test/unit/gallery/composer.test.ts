import assert from 'node:assert/strict';
import { atOnce, PromptHistory } from '../../../src/gallery/page/composerHistory.ts';
import { addressesIn, lengthOf, shortened } from '../../../src/gallery/page/composerText.ts';
import { chosenOf, parametersOf } from '../../../src/gallery/parameters.ts';
import { promptsOf } from '../../../src/gallery/prompts.ts';
import { aspectRatios, resolutions, sizeOf } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';

describe('The history of prompts', () => {
  const all = Array.from({ length: atOnce + 2 }, (_, index) => `prompt ${index}`);

  /** A walk whose questions are answered when asked to. */
  function walk() {
    const asked: number[] = [];
    const history = new PromptHistory((from) => asked.push(from));
    const answer = () => {
      const from = asked.pop() ?? assert.fail('nothing was asked');
      return history.add(from, all.slice(from, from + atOnce));
    };
    return { history, asked, answer };
  }

  it('is asked for by the window, and ends at the oldest', () => {
    const { history, asked, answer } = walk();
    assert.equal(history.older(), undefined);
    assert.ok(answer());
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < atOnce; step++) seen.push(history.older());
    assert.equal(history.older(), undefined);
    assert.ok(answer());
    seen.push(history.older(), history.older());
    assert.deepEqual(seen, all);
    assert.equal(history.older(), undefined);
    assert.deepEqual(asked, []);
    assert.ok(history.isAt(all.at(-1) ?? ''));
  });

  it('goes back to the empty text it began at', () => {
    const { history, answer } = walk();
    assert.equal(history.newer(), undefined);
    history.older();
    answer();
    history.older();
    history.older();
    assert.equal(history.newer(), 'prompt 0');
    assert.equal(history.newer(), '');
    assert.ok(history.isAt(''));
    assert.equal(history.newer(), undefined);
    assert.equal(history.older(), 'prompt 0');
  });

  it('begins anew after its end, and takes no answer to an earlier question', () => {
    const { history, asked } = walk();
    history.older();
    history.add(0, all.slice(0, atOnce));
    history.older();
    assert.ok(!history.isAt('something else'));
    history.end();
    assert.ok(history.isAt(''));
    assert.ok(!history.add(atOnce, all.slice(atOnce)));
    assert.equal(history.older(), undefined);
    assert.deepEqual(asked, [0, 0]);
  });

  it('has each prompt once, newest first, and none of tasks submitted elsewhere', () => {
    const record = (prompt: string, adopted?: true) =>
      ({ request: { model: 'jimeng-4.0', prompt }, adopted }) as unknown as GenerationRecord;
    const records = [
      record('a'),
      record('b'),
      record('Task 1', true),
      record('a'),
      record('c'),
      record('d'),
    ];
    assert.deepEqual(promptsOf(records, 0, 2), ['a', 'b']);
    assert.deepEqual(promptsOf(records, 2, 2), ['c', 'd']);
    assert.deepEqual(promptsOf(records, 4, 2), []);
  });
});

describe('The text of the composer', () => {
  it('is counted in code points, without the space around it', () => {
    assert.equal(lengthOf(' 猫🐱 \n'), 2);
    assert.equal(lengthOf('  '), 0);
  });

  it('finds the addresses in lists and lines', () => {
    assert.deepEqual(addressesIn('# pictures\r\nhttps://a.example/1.png\r\n\r\nb.png c.png\n'), [
      'https://a.example/1.png',
      'b.png',
      'c.png',
    ]);
  });

  it('shortens an address to what tells it from others', () => {
    assert.equal(shortened('https://a.example/x/y/1.png?sign=2'), 'a.example/…/1.png');
    assert.equal(shortened('https://a.example/'), 'a.example');
    assert.equal(shortened('not an address'), 'not an address');
  });
});

describe('The parameters of the composer', () => {
  it('are found again in the request they made', () => {
    const pairs = resolutions.flatMap((resolution) =>
      aspectRatios.map((aspectRatio) => ({ resolution, aspectRatio })),
    );
    for (const { resolution, aspectRatio } of pairs) {
      const size = sizeOf(resolution, aspectRatio);
      const request = { model: 'jimeng-4.0', prompt: '', forceSingle: false, ...size };
      const expected = { model: 'jimeng-4.0', resolution, aspectRatio, forceSingle: false };
      assert.deepEqual(parametersOf(request), expected);
    }
  });

  it('leave the ratio to the model where the request did', () => {
    assert.deepEqual(parametersOf({ model: 'jimeng-4.6', prompt: '', resolution: '4k' }), {
      model: 'jimeng-4.6',
      resolution: '4k',
      aspectRatio: 'auto',
    });
  });

  it('come as near as they can to any other size, the ratio first', () => {
    const near = (width: number, height: number) =>
      parametersOf({ model: 'jimeng-4.0', prompt: '', width, height });
    assert.deepEqual(near(1920, 1080), {
      model: 'jimeng-4.0',
      resolution: '2k',
      aspectRatio: '16:9',
    });
    assert.equal(near(1200, 4000).aspectRatio, '9:21');
  });

  it('are left to the settings where this version does not know them', () => {
    assert.deepEqual(chosenOf({ resolution: '8k' }), {});
    assert.deepEqual(chosenOf({ resolution: '1k', aspectRatio: 'auto' }), {
      resolution: '1k',
      aspectRatio: 'auto',
    });
  });
});

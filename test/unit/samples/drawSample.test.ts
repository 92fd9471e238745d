import assert from 'node:assert/strict';
import sharp from 'sharp';
import { toDotText } from '../../../src/samples/dotFont.ts';
import { drawSample } from '../../../src/samples/drawSample.ts';
import { encodePng } from '../../../src/samples/encodePng.ts';
import { layOutText } from '../../../src/samples/textLayout.ts';

/** The white pixels in a share of the height. */
function countWhite(prompt: string, from: number, to: number): number {
  const { width, height, rgb } = drawSample(prompt, { width: 480, height: 320 }, 'seed');
  let count = 0;
  for (let y = Math.round(height * from); y < height * to; y++) {
    for (let x = 0; x < width; x++) if (rgb[(y * width + x) * 3 + 2] === 255) count++;
  }
  return count;
}

describe('Samples', () => {
  it('are PNG files that decoders accept, pixel for pixel', async () => {
    const pixels = drawSample('A cat', { width: 123, height: 77 }, 'seed');
    const { data, info } = await sharp(await encodePng(pixels))
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height, info.channels], [123, 77, 3]);
    assert.ok(data.equals(pixels.rgb));
  });

  it('have the prompt on them, and the label below it', () => {
    assert.ok(countWhite('A cat', 0.2, 0.7) > countWhite('', 0.2, 0.7) + 100);
    assert.ok(countWhite('', 0.7, 1) > 100);
  });

  it('show no prompt with gaps', () => {
    assert.equal(countWhite('一座灯塔 1', 0.2, 0.7), 0);
    assert.ok(countWhite('Ein Café für 2 — “schön”', 0.2, 0.7) > 0);
  });

  it('have colors of their own', () => {
    const draw = (seed: string) => drawSample('x', { width: 8, height: 8 }, seed).rgb.join();
    assert.equal(draw('a'), draw('a'));
    assert.notEqual(draw('a'), draw('b'));
  });

  for (const size of [
    { width: 1, height: 1 },
    { width: 960, height: 60 },
    { width: 60, height: 960 },
  ]) {
    it(`are drawn at ${size.width} × ${size.height}`, () => {
      const { rgb } = drawSample('A lighthouse at dawn', size, 'seed');
      assert.equal(rgb.length, size.width * size.height * 3);
    });
  }

  it('have the characters of the font', () => {
    assert.equal(toDotText(' ‘Éclair’ – “one”…\n二 two '), '\'Eclair\' - "one"... two');
  });
});

describe('The text of a sample', () => {
  it('is as large as it fits', () => {
    assert.deepEqual(layOutText('a cat', 800, 400), { lines: ['a cat'], scale: 12 });
    const { lines, scale } = layOutText('a lighthouse on a cliff at dawn', 400, 300);
    assert.ok(scale < 12 && lines.length > 1);
    assert.equal(lines.join(' '), 'a lighthouse on a cliff at dawn');
  });

  it('is cut if it does not fit', () => {
    const { lines } = layOutText('word '.repeat(500).trim(), 400, 200);
    assert.ok(lines.length > 1);
    assert.match(lines.at(-1) ?? '', /\.\.\.$/);
  });

  it('breaks words that are longer than a line', () => {
    assert.deepEqual(layOutText('x'.repeat(20), 300, 2000).lines, [
      'xxxx',
      'xxxx',
      'xxxx',
      'xxxx',
      'xxxx',
    ]);
  });

  it('has no line for an empty prompt', () => {
    assert.deepEqual(layOutText('', 100, 100).lines, []);
  });
});

import assert from 'node:assert/strict';
import {
  describeProgress,
  type ShownProgress,
} from '../../../../src/gallery/page/ui/progressText.ts';
import { pageStrings } from '../../../../src/gallery/protocol/strings.ts';

const l10n = {
  t: (text: string | { readonly message: string }) =>
    typeof text === 'string' ? text : text.message,
};
const strings = pageStrings(l10n, undefined);

describe('describeProgress', () => {
  const activity = 'Generating…';
  const rows: readonly [Omit<ShownProgress, 'activity'>, string, number | undefined][] = [
    [{ elapsedSeconds: 10 }, 'Generating…', undefined],
    [{ elapsedSeconds: 10, expectedSeconds: 40 }, 'About 30 s left', 0.25],
    [{ elapsedSeconds: 0, expectedSeconds: 200 }, 'About 4 min left', 0],
    [{ elapsedSeconds: 39, expectedSeconds: 40 }, 'Nearly there…', 0.975],
    [{ elapsedSeconds: 44, expectedSeconds: 40 }, 'Nearly there…', 1],
    [{ elapsedSeconds: 52, expectedSeconds: 40 }, 'Longer than usual · 52 s', undefined],
    [{ elapsedSeconds: 5000, expectedSeconds: 40 }, 'Longer than usual', undefined],
    [{ elapsedSeconds: 10, expectedSeconds: 40, queueNumber: 1 }, 'Next in the queue', 0],
    [{ elapsedSeconds: 10, queueNumber: 3 }, 'Number 3 in the queue', 0],
  ];
  for (const [progress, text, share] of rows) {
    it(`of ${JSON.stringify(progress)} is “${text}”`, () => {
      const described = describeProgress({ activity, ...progress }, strings);
      assert.deepEqual([described.text, described.share], [text, share]);
    });
  }
});

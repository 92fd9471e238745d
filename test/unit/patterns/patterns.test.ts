import assert from 'node:assert/strict';
import { measureCpuMs } from '../support/cpuTime.ts';
import { createAttacks } from './attacks.ts';
import {
  listBuildingPlaces,
  listLiterals,
  recordBuiltPatterns,
  type SourcePattern,
} from './sourcePatterns.ts';

/**
 * In UTF-16 units. A pattern whose time grows exponentially is found by one of the first lengths, before it hangs, and one
 * whose time grows with the square by the last: it needs 0.1 s or more.
 */
const attackLengths = [26, 36, 20_000];
/** A linear pattern needs less than a millisecond for most attacks. */
const maxMs = 40;

/** Fails with the attack that takes longer than a linear pattern does. */
function assertLinear(pattern: SourcePattern): void {
  const { place, source, flags } = pattern;
  const searchAll = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  for (const length of attackLengths) {
    for (const attack of createAttacks(pattern, length)) {
      const ms = measureCpuMs(() => attack.replace(searchAll, ''), maxMs);
      const shown = JSON.stringify(attack.slice(0, 60));
      assert.ok(
        ms <= maxMs,
        `${place} /${source}/${flags} takes ${Math.round(ms)} ms for ${shown}`,
      );
    }
  }
}

describe('Every regular expression in src', () => {
  // What a user has written is checked when it is used: see `isHarmless`.
  const places = listBuildingPlaces().filter((place) => !/\/transform\.ts:\d+$/.test(place));
  const built = recordBuiltPatterns(places);

  it('is checked, also if it is built at runtime', () => {
    const recorded = new Set(built.map(({ place }) => place));
    assert.deepEqual(
      places.filter((place) => !recorded.has(place)),
      [],
    );
  });

  it('takes time that grows with the length of its text', () => {
    for (const pattern of [...listLiterals(), ...built]) assertLinear(pattern);
  }).timeout(300_000);

  it('would be found if it did not', () => {
    const slow = [
      /-+$/,
      /^(?:\s+)+$/,
      /\s*\n\s*/,
      /a(?:\[.*\])?\{$/,
      /^[^\s#:][^:=\n]*[:=](?:\s|$)/m,
      /^"*(.*?)["\s]*$/su,
    ];
    for (const { source, flags } of slow) {
      const check = () => {
        assertLinear({ place: 'test', source, flags });
      };
      assert.throws(check, /takes \d+ ms/, source);
    }
  }).timeout(300_000);
});

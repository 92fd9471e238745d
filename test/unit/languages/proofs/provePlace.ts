import assert from 'node:assert/strict';
import { toAltText, type ReferencedImage } from '../../../../src/languages/index.ts';
import { hostileAlts, hostilePaths } from './hostileAlts.ts';
import { insertAt } from './insertAt.ts';
import type { LanguageProof } from './languageProof.ts';
import { readPlace } from './place.ts';

/** Each alt text with one of the paths. Over all places, each text is used with each path. */
export function createHostileImages(placeIndex: number): ReferencedImage[] {
  return hostileAlts.map((alt, index) => ({
    path: hostilePaths[(index + placeIndex) % hostilePaths.length] ?? '',
    form: 'path',
    alt: toAltText(alt),
    width: 1024,
    height: 768,
  }));
}

/** Inserts each hostile image at each place of a language, and checks what its tool reads then. */
export async function provePlaces(proof: LanguageProof): Promise<void> {
  await Promise.all(
    Object.entries(proof.places).map(([title, place], index) =>
      provePlace(proof, title, place, index),
    ),
  );
}

async function provePlace(proof: LanguageProof, title: string, place: string, index: number) {
  const images = createHostileImages(index);
  const documents = images.map((image) => insertAt(proof, place, image).after);
  // Some tools read many documents at once.
  const [known = [], ...results] = await Promise.all(
    [readPlace(place).text, ...documents].map(async (document) => proof.read(document)),
  );
  const hasAlt = !(proof.placesWithoutAlt?.includes(title) ?? false);
  for (const [number, image] of images.entries()) {
    const found = results[number] ?? [];
    const alt = hasAlt ? (proof.reduceAlt?.(image.alt) ?? image.alt) : undefined;
    const path = proof.reducePath?.(image.path) ?? image.path;
    const matches = found.filter((each) => each.path === path && each.alt === alt);
    const details = `${title}: ${JSON.stringify({ image, found })} in\n${documents[number]}`;
    assert.equal(matches.length, 1, details);
    // An image without a path takes this one.
    assert.ok([known.length, known.length + 1].includes(found.length), details);
  }
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { findLanguage, toAltText } from '../../../../src/languages/index.ts';
import type { Placement, ReferencedImage, TextEdit } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import type { FoundImage, LanguageProof } from '../proofs/languageProof.ts';
import { proofs } from '../proofs/proofs.ts';
import { realDocuments } from './documents.ts';
import { readImages } from './readImages.ts';
import type { RealDocument } from './realDocument.ts';

const placements: readonly Placement[] = ['auto', 'below', 'cursor'];
// Some tools only accept files that the proofs have given them: see `hostilePaths`.
const fox: ReferencedImage = {
  path: '../shared images/a fox.png',
  form: 'path',
  alt: toAltText('A red fox in fresh snow, 50% of it white'),
};
const hare: ReferencedImage = {
  path: 'images/狐狸.png',
  form: 'path',
  alt: toAltText('雪地里的“兔子” & its [shadow]'),
  width: 1024,
  height: 768,
};

/** A document without its marks, and where they were. */
interface ReadDocument {
  readonly text: string;
  readonly places: readonly number[];
}

describe('Real documents', function () {
  this.timeout(120_000);

  it('are 55, with five places each, from the first position to the last one', () => {
    const documents = Object.values(realDocuments).map(readDocument);
    assert.equal(documents.length, 55);
    for (const { text, places } of documents) {
      assert.equal(places.length, 5, text);
      assert.equal(places[0], 0, text);
      assert.equal(places[4], text.length, text);
    }
  });

  it('cover every kind of line', () => {
    const texts = Object.values(realDocuments).map((document) => readDocument(document).text);
    const count = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;
    assert.ok(count(/\r\n/) >= 2);
    assert.ok(count(/^\t/m) >= 2);
    assert.ok(count(/[^\n]$/) >= 2);
    assert.ok(count(/\p{Script=Han}/u) >= 2);
    assert.ok(count(/[\p{Script=Arabic}\p{Script=Hebrew}]/u) >= 2);
  });

  for (const [title, document] of Object.entries(realDocuments)) {
    const proof = findProof(document) ?? assert.fail(`No proof for ${document.languageId}`);
    for (const images of [[fox], [fox, hare]]) {
      it(`${title}: ${images.length === 1 ? 'one image' : 'two images'}`, async () => {
        await insertEverywhere(document, proof, images);
      });
    }
  }
});

/** Inserts images at each place with each placement, and checks the result with the tool of the language. */
async function insertEverywhere(
  document: RealDocument,
  proof: LanguageProof,
  images: readonly ReferencedImage[],
) {
  const language = findLanguage(document.languageId, document.fileName);
  assert.ok(language);
  const { text, places } = readDocument(document);
  const known = await readImages(document.languageId, text);
  assert.ok(known.length > 0, `No images in ${document.file}`);
  const base = language.readBaseFolder?.(text) ?? '';
  const reduce = (path: string) => proof.reducePath?.(path) ?? path;
  const resolved = images.map((image) => ({
    ...image,
    path: reduce(posix.join(base, image.path)),
  }));
  const written = images.map((image) => ({ ...image, path: reduce(image.path) }));
  const isPathInLine = proof.placesWithoutAlt?.includes('middle of a sentence') ?? false;
  // Some tools are slow, and placements often agree.
  const read = new Map<string, readonly FoundImage[]>();
  for (const [index, offset] of places.entries()) {
    const isHidden = document.hiddenPlaces?.includes(index + 1) ?? false;
    const isPath = isHidden || (document.pathPlaces?.includes(index + 1) ?? false);
    for (const placement of placements) {
      const { edits } = language.insert(text, { start: offset, end: offset }, images, {
        placement,
        eol: text.includes('\r\n') ? '\r\n' : '\n',
        isAfterPrompt: false,
        isCodeCell: document.isCodeCell ?? false,
      });
      const result = applyEdits(text, edits);
      const at = `${document.file}, place ${index + 1}, ${placement}:\n${describeEdits(text, edits)}`;
      assertOnlyInserted(text, edits, result, isPath, at);
      if (offset === 0 || offset === text.length) assertBetween(document, text, edits, at);
      const found = read.get(result) ?? (await readResult(document, result, at));
      read.set(result, found);
      if (isHidden) assertWritten(edits, written, at);
      else {
        const hasNoAlt = isPath || (isPathInLine && placement === 'cursor');
        assertFound(found, resolved, hasNoAlt, proof, at);
      }
      assertKept(known, found, isPath, at);
      const references = language.findReferences(result).map(({ path }) => reduce(path.value));
      if (!isHidden) assertReferences(references, written, at);
    }
  }
}

async function readResult({ languageId }: RealDocument, result: string, at: string) {
  try {
    return await readImages(languageId, result);
  } catch (error) {
    throw new Error(`The tool rejects ${at}`, { cause: error });
  }
}

/** The images are in the document once each, with their alt texts where there is room for them. */
function assertFound(
  found: readonly FoundImage[],
  images: readonly ReferencedImage[],
  hasNoAlt: boolean,
  proof: LanguageProof,
  at: string,
) {
  for (const { path, alt } of images) {
    const same = found.filter((each) => each.path === path);
    assert.equal(same.length, 1, `${path} in ${JSON.stringify(found)}, ${at}`);
    if (!hasNoAlt) assert.equal(same[0]?.alt, proof.reduceAlt?.(alt) ?? alt, at);
  }
}

/** The language finds its own references again. */
function assertReferences(
  references: readonly string[],
  images: readonly ReferencedImage[],
  at: string,
) {
  const paths = references.map((path) => path.replace(/^\.\//, ''));
  const missing = images.filter(({ path }) => !paths.includes(path));
  assert.deepEqual(missing, [], `Not in ${JSON.stringify(paths)}, ${at}`);
}

/** The paths are in the text, in whatever way they are encoded. */
function assertWritten(edits: readonly TextEdit[], images: readonly ReferencedImage[], at: string) {
  const inserted = edits.map(({ text }) => text).join('');
  for (const { path } of images) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    assert.ok(inserted.includes(name) || inserted.includes(encodeURI(name)), at);
  }
}

/** The images that the document had are still there. A path may have taken the place of another one. */
function assertKept(
  known: readonly FoundImage[],
  found: readonly FoundImage[],
  isPath: boolean,
  at: string,
) {
  const rest = found.map(({ path, alt }) => JSON.stringify([path, alt]));
  const missing = known.filter(({ path, alt }) => {
    const index = rest.indexOf(JSON.stringify([path, alt]));
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  });
  assert.ok(missing.length <= (isPath ? 1 : 0), `${JSON.stringify(missing)} is gone, ${at}`);
}

/** Without what was inserted, it is the same document. Blank text and the prefix of a line may be replaced, or the path in a slot. */
function assertOnlyInserted(
  text: string,
  edits: readonly TextEdit[],
  result: string,
  isPath: boolean,
  at: string,
) {
  let restored = '';
  let position = 0;
  let shift = 0;
  for (const { start, end, text: inserted } of edits) {
    const replaced = text.slice(start, end);
    assert.ok(start >= position && (isPath || inserted.startsWith(replaced.trim())), at);
    if (text.includes('\r\n')) assert.doesNotMatch(inserted, /(?<!\r)\n/, at);
    restored += result.slice(position + shift, start + shift) + replaced;
    shift += inserted.length - replaced.length;
    position = end;
  }
  assert.equal(restored + result.slice(position + shift), text, at);
}

/** The edits are where an image is shown, and where they do not break what must come first. */
function assertBetween(
  { after, before }: RealDocument,
  text: string,
  edits: readonly TextEdit[],
  at: string,
) {
  const first = after === undefined ? 0 : text.indexOf(after) + after.length;
  const last = before === undefined ? text.length : text.lastIndexOf(before);
  // Imports have a place of their own.
  const shown = edits.filter((edit) => !edit.text.trim().startsWith('import '));
  for (const { start, end } of shown) assert.ok(start >= first && end <= last, at);
}

function describeEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .map(
      ({ start, end, text: inserted }) =>
        `${text.slice(Math.max(0, start - 80), start)}⟦${inserted}⟧${text.slice(end, end + 80)}`,
    )
    .join('\n…\n');
}

function readDocument({ file }: RealDocument): ReadDocument {
  const parts = readFileSync(new URL(`documents/${file}`, import.meta.url), 'utf8').split('‸');
  const text = parts.join('');
  let length = 0;
  return { text, places: parts.slice(0, -1).map((part) => (length += part.length)) };
}

function findProof({ languageId }: RealDocument): LanguageProof | undefined {
  return proofs.find((proof) => proof.languageId === languageId);
}

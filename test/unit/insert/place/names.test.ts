import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { createFileName } from '../../../../src/insert/fileName.ts';
import {
  fillFileName,
  fitTypedName,
  toFileStem,
  type NamedImage,
} from '../../../../src/insert/fileNameTemplate.ts';
import { findPlaces } from '../../../../src/insert/place/findPlaces.ts';
import { contains } from '../../../../src/insert/place/uris.ts';
import { releaseName, reserveName } from '../../../../src/insert/reserveName.ts';
import { pickOne, randomInt, seededRandom } from '../../support/seededRandom.ts';
import { createDocument, createFiles, createReader, noSettings, toUri } from './memoryProject.ts';

const image: NamedImage = {
  prompt: 'A fox in the snow',
  createdAt: new Date(2026, 10, 21, 9, 30, 5).getTime(),
  number: 2,
  width: 2048,
  height: 1152,
  model: 'jimeng-4.0',
  provider: 'octopusx',
};

/** Throws unless every file system accepts a name. */
function assertValidName(name: string): void {
  assert.ok(name.length > 0 && Buffer.byteLength(name) <= 143, name);
  assert.equal(name, name.normalize('NFC'));
  assert.doesNotMatch(name, /[<>:"/\\|?*\p{Cc}\p{Cs}]|^[. ]|[. ]$/u);
  assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i);
}

describe('fillFileName', () => {
  const names: readonly (readonly [template: string, name: string])[] = [
    ['${prompt}', 'a-fox-in-the-snow.png'],
    ['${date}-${prompt}', '2026-11-21-a-fox-in-the-snow.png'],
    ['${date} ${time}', '2026-11-21 09-30-05.png'],
    ['${prompt}_${index}', 'a-fox-in-the-snow_2.png'],
    ['${documentBaseName}-${width}x${height}', 'My Notes.v2-2048x1152.png'],
    ['${model}-${provider}-${seed}', 'jimeng-4.0-octopusx.png'],
    ['${seed}-${prompt}', 'a-fox-in-the-snow.png'],
    ['img/${prompt}', 'img-a-fox-in-the-snow.png'],
    ['../${prompt}', 'a-fox-in-the-snow.png'],
    ['.${prompt}. ', 'a-fox-in-the-snow.png'],
    ['', 'image.png'],
    ['${seed}', 'image.png'],
    ['...', 'image.png'],
    ['CON', 'CON-image.png'],
    ['nul.x', 'nul-image.x.png'],
    ['图 ${index}', '图 2.png'],
    ['a:b*c?d"e<f>g|h\\i', 'a-b-c-d-e-f-g-h-i.png'],
    ['100% #1', '100% #1.png'],
    ['${other}', 'image.png'],
  ];
  for (const [template, name] of names) {
    it(`${template} → ${name}`, () => {
      assert.equal(fillFileName(template, image, 'My Notes.v2.md', '.png'), name);
    });
  }

  it('shortens the prompt, not what follows it', () => {
    for (const prompt of ['fox '.repeat(100), '狐狸'.repeat(100)]) {
      const name = fillFileName('${prompt}-${date}-${index}', { ...image, prompt }, 'a.md', '.png');
      assert.ok(name.endsWith('-2026-11-21-2.png'), name);
      assertValidName(name);
    }
  });

  it('accepts what a user types', () => {
    assert.equal(fitTypedName(' Fox.PNG ', '.webp'), 'Fox.webp');
    assert.equal(fitTypedName('my fox', '.png'), 'my fox.png');
    assert.equal(fitTypedName('a/b', '.png'), 'a-b.png');
    assert.equal(fitTypedName('', '.png'), 'image.png');
    assert.equal(toFileStem('aux'), 'aux-image');
  });
});

const parts = [
  ...[
    'a',
    'Fox',
    '狐狸',
    ' ',
    '.',
    '..',
    '/',
    '\\',
    ':',
    '*',
    '?',
    '"',
    '<',
    '>',
    '|',
    '%',
    '#',
    '&',
    '+',
    '~',
  ],
  ...[
    '\0',
    '\n',
    '\u200b',
    '\u202e',
    '\ud800',
    '👩‍🚀',
    'é',
    'e\u0301',
    'con',
    'NUL',
    'com1',
    '-',
    '_',
    '${date}',
  ],
  ...[
    '${prompt}',
    '${index}',
    '${documentBaseName}',
    '${',
    '}',
    'ß',
    'İ',
    'ﬀ',
    '‮',
    'x'.repeat(80),
    '狐'.repeat(60),
  ],
];
const folderNames = [
  'docs',
  'my docs',
  '50%',
  'a#b',
  '文档',
  'a&b',
  '[x]',
  '{y}',
  "it's",
  '$z',
  'ü',
  '(1)',
  '_posts',
];
const configs = [
  'hugo.toml',
  '_config.yml',
  'mkdocs.yml',
  'astro.config.mjs',
  'docusaurus.config.js',
  'x.txt',
];
const extensions = [
  'md',
  'tex',
  'tsx',
  'vue',
  'html',
  'css',
  'rst',
  'adoc',
  'dart',
  'kt',
  'svelte',
];
const destinations = [
  'images/',
  '/assets/${documentBaseName}/',
  '${documentRelativeDirName}/x/',
  '${isoTime}/',
  'x/${fileName}',
  '/${documentFileName}-${unixTime}',
  '../',
];

describe('10,000 generated paths and names', () => {
  it('are valid on Windows, macOS, and Linux, overwrite nothing, and stay in the workspace', async () => {
    const random = seededRandom(2026);
    const makeText = (max: number) =>
      Array.from({ length: 1 + randomInt(random, max) }, () => pickOne(random, parts)).join('');
    const makePath = (depth: number) =>
      Array.from({ length: randomInt(random, depth) }, () => pickOne(random, folderNames)).join(
        '/',
      );
    for (let round = 0; round < 10_000; round++) {
      const root = posix.join('/home', pickOne(random, folderNames), 'site');
      const documentPath = posix.join(
        root,
        makePath(4),
        `${pickOne(random, folderNames)}.${pickOne(random, extensions)}`,
      );
      const files = createFiles(root, pickOne(random, configs));
      const destination = random() < 0.3 ? { '**': pickOne(random, destinations) } : {};
      const document = createDocument(toUri(documentPath), '');
      const settings = { ...noSettings, destination };
      const places = await findPlaces(document, [toUri(root)], settings, createReader(files));
      const [place] = places;
      assert.ok(place);
      const prompt = makeText(8);
      const name =
        random() < 0.5
          ? createFileName(prompt, '.png')
          : fillFileName(makeText(5), { ...image, prompt }, posix.basename(documentPath), '.png');
      assertValidName(name);

      const file = place.locate(name);
      const folder = posix.dirname(file.path);
      if (!place.isOutside) assert.ok(contains(toUri(root), file), file.path);
      const newFolders = folder.slice(root.length).split('/').filter(Boolean);
      if (!place.isOutside) for (const each of newFolders) assertValidName(each);

      // The third image of the same name.
      const located = posix.basename(file.path);
      assertValidName(located);
      const taken = [located.toUpperCase(), located.replace(/(\.[^.]*)$/, '-1$1')];
      const isTaken = (each: string) =>
        Promise.resolve(taken.some((other) => other.toLowerCase() === each.toLowerCase()));
      const reserved = new Set<string>();
      const unique = await reserveName(located, isTaken, reserved);
      releaseName(unique, reserved);
      assertValidName(unique);
      assert.ok(!(await isTaken(unique)));

      // The reference leads to the file.
      const written = posix.join(folder, unique);
      const reference = place.describe(toUri(written));
      assert.ok(reference);
      if (reference.form === 'resource') assert.match(reference.path, /^[a-z][a-z0-9_]*$/);
      else assert.ok(reference.path.endsWith(unique), reference.path);
      if (
        reference.form !== 'resource' &&
        !reference.path.startsWith('/') &&
        place.rule === 'besideDocument'
      )
        assert.equal(posix.join(posix.dirname(documentPath), reference.path), written);
    }
  }).timeout(60_000);
});

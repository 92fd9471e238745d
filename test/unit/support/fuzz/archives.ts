import assert from 'node:assert/strict';
import { zipSync, type Zippable } from 'fflate';
import { importArchive } from '../../../../src/library/archive/importArchive.ts';
import { ZipError } from '../../../../src/library/archive/zipReader.ts';
import { Library } from '../../../../src/library/library.ts';
import { createId, isUnfinished, type GenerationRecord } from '../../../../src/library/record.ts';
import { png } from '../generation.ts';
import { finishedRecord, recordImageAt } from '../libraryFixture.ts';
import { ManualClock } from '../manualClock.ts';
import { createMemoryDisk } from '../memoryDisk.ts';
import { pickOne, randomInt, seededRandom } from '../seededRandom.ts';
import type { Campaign } from './campaign.ts';
import { mutateRecord } from './mutateRecord.ts';

const now = Date.UTC(2026, 0, 2);
const idAt = (n: number) => createId(now - n * 1000, seededRandom(n + 1));
const recordAt = (n: number): GenerationRecord =>
  finishedRecord({ id: idAt(n), createdAt: now - n * 1000, images: [recordImageAt(0)] });

/** Names that lead somewhere else, or nowhere. */
const oddNames = [
  '../outside/victim.txt',
  '/outside/victim.txt',
  '..\\..\\outside\\victim.txt',
  'records/../../outside/victim.txt',
  'records/...json',
  'images/',
  'images/../records/x.json',
  '\0',
  'constructor',
  `records/${idAt(0)}.json/`,
  `images/${idAt(0)}/../../x.png`,
  `records/99991399T999999999-00000000.json`,
  `records/21991231T235959999-ffffffff.json`,
  `leases/${idAt(0)}.1`,
  'a'.repeat(60_000),
];

/** Changes of the bytes of an archive. */
const byteMutations: readonly ((bytes: Buffer, random: () => number) => Buffer)[] = [
  (bytes, random) => {
    for (let flips = 1 + randomInt(random, 8); flips > 0; flips--)
      bytes[randomInt(random, bytes.length)] = randomInt(random, 256);
    return bytes;
  },
  // In the directory: sizes, offsets, methods, flags, and lengths of names.
  (bytes, random) => {
    const directory = bytes.indexOf('PK\x01\x02');
    const at = directory + randomInt(random, bytes.length - directory - 4);
    bytes.writeUInt32LE(pickOne(random, [0, 1, 0xffff_ffff, 0x7fff_ffff, bytes.length]), at);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, randomInt(random, bytes.length)),
  (bytes, random) => bytes.subarray(randomInt(random, bytes.length)),
  (bytes, random) => {
    const at = randomInt(random, bytes.length);
    const from = randomInt(random, bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      bytes.subarray(from, from + 500),
      bytes.subarray(at),
    ]);
  },
];

/** Archives that somebody else has made, imported into a library with a generation and a file next to it. */
export const archives: Campaign = {
  name: 'archives',
  async run(random) {
    const { disk, files } = createMemoryDisk();
    const clock = new ManualClock(now);
    const write = (path: string, content: string | Buffer) => {
      files.createFolder(path.slice(0, path.lastIndexOf('/')), true);
      files.write(files.open(path, 'w'), Buffer.from(content), 0, path);
    };
    const own = recordAt(100);
    write('/outside/victim.txt', 'precious');
    write(`/library/records/${own.id}.json`, JSON.stringify(own));
    write(`/library/images/${own.id}/1.png`, png);

    const isBroken = random() < 0.5;
    const library = new Library('/library', { disk, clock, random });
    const archive = createArchive(random);
    const bytes = isBroken ? pickOne(random, byteMutations)(archive, random) : archive;
    const result = await importArchive(library, bytes, { now }).catch((error: unknown) => {
      if (!(error instanceof ZipError)) throw error;
      return undefined;
    });
    if (!isBroken) assert.ok(result && (await library.get(recordAt(1).id)), 'one ends the others');
    assert.equal(files.peek('/outside/victim.txt')?.toString(), 'precious');
    assert.equal(files.peek(`/library/records/${own.id}.json`)?.toString(), JSON.stringify(own));
    assert.deepEqual(files.peek(`/library/images/${own.id}/1.png`), png);
    for (const path of files.list())
      assert.match(path, /^\/outside\/victim\.txt$|^\/library\/(records|images)\/[\w./-]+$/);
    for (const record of await library.list()) assertHarmless(record, own.id);
    library.dispose();
  },
};

function createArchive(random: () => number): Buffer {
  const entries: Zippable = {};
  for (let n = 0; n < 2; n++) {
    const record = recordAt(n);
    const image = n === 1 || random() < 0.7 ? png : mutateImage(random);
    entries[`images/${record.id}/1.png`] = image;
    entries[`records/${record.id}.json`] = Buffer.from(
      n === 1 ? JSON.stringify(record) : mutateRecord(record, random),
    );
  }
  while (random() < 0.4) entries[pickOne(random, oddNames)] = Buffer.from('{}');
  return Buffer.from(zipSync(entries, { level: pickOne(random, [0, 6]) }));
}

function mutateImage(random: () => number): Buffer {
  const image = Buffer.from(png);
  image[randomInt(random, image.length)] = randomInt(random, 256);
  return random() < 0.5 ? image : image.subarray(0, randomInt(random, image.length));
}

/** Asserts that a record has nothing that would be run, sent, downloaded, or opened. */
function assertHarmless(record: GenerationRecord, ownId: string): void {
  if (record.id === ownId) return;
  assert.ok(!isUnfinished(record) && record.state === 'done' && record.images.length > 0);
  assert.ok(record.createdAt <= now && (record.finishedAt ?? 0) <= now);
  assert.ok(record.id < createId(now + 2 * 86_400_000, () => 0), record.id);
  assert.equal(record.request.imageUrls, undefined);
  const { provider, customProvider, task, resultUrls, failure, insertions } = record;
  assert.deepEqual(
    { provider, customProvider, task, resultUrls, failure, insertions },
    {
      provider: undefined,
      customProvider: undefined,
      task: undefined,
      resultUrls: undefined,
      failure: undefined,
      insertions: undefined,
    },
  );
}

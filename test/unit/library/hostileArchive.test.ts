import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { ZipFile } from 'yazl';
import { NoSpaceError } from '../../../src/library/archive/freeSpace.ts';
import { importArchive } from '../../../src/library/archive/importArchive.ts';
import { createId, type GenerationRecord } from '../../../src/library/record.ts';
import { maxShownSidePixels } from '../../../src/untrusted/limits.ts';
import { measureAsyncCpuMs } from '../support/cpuTime.ts';
import { png } from '../support/generation.ts';
import {
  createRecord,
  finishedRecord,
  recordImageAt,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

const now = Date.UTC(2026, 0, 1);
const task = { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: now };
const id = createId(now - 1, () => 0.1);
const goodId = createId(now - 2, () => 0.2);
const record = finishedRecord({ id, createdAt: now - 1, images: [recordImageAt(0)] });
const good = { ...record, id: goodId };

const entriesOf = (each: GenerationRecord): Zippable => ({
  [`records/${each.id}.json`]: Buffer.from(JSON.stringify(each)),
  [`images/${each.id}/1.png`]: png,
});
const zip = (entries: Zippable, level: 0 | 6 = 0) => Buffer.from(zipSync(entries, { level }));

describe('An archive that somebody else has made', () => {
  const fixture = useLibraryFixture();
  const importInto = (archive: Buffer, library = fixture.openLibrary()) =>
    fixture.driver.waitFor(importArchive(library, archive, { now }));

  it('brings an image with too many pixels to be shown: it was paid for', async () => {
    const large = Buffer.from(png);
    large.writeUInt32BE(maxShownSidePixels + 1, 16);
    large.writeUInt32BE(maxShownSidePixels + 1, 20);
    large.writeUInt32BE(crc32(large.subarray(12, 29)), 29);
    const library = fixture.openLibrary();
    await importInto(zip({ ...entriesOf(record), [`images/${id}/1.png`]: large }), library);
    const imported = (await library.get(id))?.images.map(({ file, width }) => [file, width]);
    assert.deepEqual(imported, [['1.png', maxShownSidePixels + 1]]);
  });

  it('brings images, and nothing that is sent, downloaded, or opened', async () => {
    const library = fixture.openLibrary();
    const hostile: GenerationRecord = {
      ...record,
      createdAt: now + 1e12,
      finishedAt: now + 2e12,
      provider: 'custom',
      customProvider: {
        baseUrl: 'https://attacker.example',
        path: '/jm',
        auth: 'bearer',
        model: '',
      },
      state: 'failed',
      failure: { kind: 'network', host: '[x](command:y)', code: 'E' },
      task,
      resultUrls: { imageUrls: ['https://attacker.example/1.png'], receivedAt: now },
      insertions: [{ uri: 'command:y', at: now }],
      isCancelRequested: true,
      replacedFile: '1.png',
      expectedAfterSeconds: 1e300,
      readyAfterSeconds: 1e300,
      request: { ...record.request, seed: 7, imageUrls: ['https://attacker.example/reference'] },
    };
    await importInto(zip(entriesOf(hostile)), library);
    const { images } = record;
    const request = { ...record.request, seed: 7 };
    const expected = { version: 1, id, createdAt: now, finishedAt: now, state: 'done' };
    assert.deepEqual(await library.get(id), { ...expected, request, images });
  });

  const leads: readonly [hours: number, isImported: boolean][] = [
    [23, true],
    [25, false],
    [24 * 365 * 100, false],
  ];
  for (const [hours, isImported] of leads) {
    it(`${isImported ? 'may' : 'must not'} have an id that is ${hours} hours ahead`, async () => {
      const library = fixture.openLibrary();
      const lateId = createId(now + hours * 3_600_000, () => 0.5);
      const archive = zip({ ...entriesOf({ ...record, id: lateId }), ...entriesOf(good) });
      const result = await importInto(archive, library);
      assert.deepEqual(await library.listIds(), isImported ? [lateId, goodId] : [goodId]);
      assert.equal(result.unreadable, isImported ? 0 : 1);
    });
  }

  const hugeLists: readonly [string, object][] = [
    ['wrong images', { images: Array.from({ length: 2_000_000 }, () => ({})) }],
    ['URLs', { request: { ...record.request, imageUrls: Array(2_000_000).fill('') } }],
    ['insertions', { insertions: Array(400_000).fill({ uri: '', at: 1 }) }],
  ];
  for (const [description, fields] of hugeLists) {
    it(`with millions of ${description} does not stop the window`, async () => {
      const library = fixture.openLibrary();
      const entries = { ...entriesOf({ ...record, ...fields }), ...entriesOf(good) };
      const archive = zip(entries, 6);
      const ms = await measureAsyncCpuMs(() => importInto(archive, library), 200);
      assert.ok(ms < 600, `${ms} ms`);
      assert.deepEqual(await library.listIds(), [goodId]);
    });
  }

  /** Changes two bytes of the directory entry of the first record. */
  const changeDirectory = (archive: Buffer, offset: number, value: number): Buffer => {
    archive.writeUInt16LE(value, archive.indexOf('PK\x01\x02') + offset);
    return archive;
  };
  const archives: readonly [name: string, archive: () => Buffer][] = [
    [
      'an encrypted entry',
      () => changeDirectory(zip({ ...entriesOf(record), ...entriesOf(good) }), 8, 1),
    ],
    [
      'an unknown method',
      () => changeDirectory(zip({ ...entriesOf(record), ...entriesOf(good) }), 10, 99),
    ],
    [
      'a wrong size',
      () => changeDirectory(zip({ ...entriesOf(record), ...entriesOf(good) }), 24, 1),
    ],
    ['an empty record', () => zip({ ...entriesOf(good), [`records/${id}.json`]: Buffer.alloc(0) })],
    [
      'an empty image',
      () =>
        zip({ ...entriesOf(record), [`images/${id}/1.png`]: Buffer.alloc(0), ...entriesOf(good) }),
    ],
    [
      'a truncated image',
      () =>
        zip({
          ...entriesOf(record),
          [`images/${id}/1.png`]: png.subarray(0, -5),
          ...entriesOf(good),
        }),
    ],
    [
      'nested lists',
      () => zip({ ...entriesOf(good), [`records/${id}.json`]: Buffer.alloc(1_000_000, '[') }, 6),
    ],
    [
      'an image that is larger than any',
      () => {
        const archive = zip({ ...entriesOf(good), ...entriesOf(record) });
        archive.writeUInt32LE(101 * 1024 * 1024, archive.lastIndexOf('PK\x01\x02') + 24);
        return archive;
      },
    ],
  ];
  for (const [name, archive] of archives) {
    it(`does not end the import of the others: ${name}`, async () => {
      const library = fixture.openLibrary();
      const { generations, unreadable } = await importInto(archive(), library);
      assert.deepEqual({ generations, unreadable }, { generations: 1, unreadable: 1 });
      assert.deepEqual(
        (await library.list()).map((each) => each.id),
        [goodId],
      );
    }).timeout(10_000);
  }

  it('does not unpack to far more than its size', async () => {
    const bytes = Buffer.alloc(40 * 1024 * 1024);
    bytes.set(png);
    // Not by `fflate`, which is slow.
    const archive = new ZipFile();
    for (let n = 0; n < 4; n++) {
      const each = { ...record, id: createId(now - n, () => 0.3) };
      archive.addBuffer(Buffer.from(JSON.stringify(each)), `records/${each.id}.json`);
      archive.addBuffer(bytes, `images/${each.id}/1.png`);
    }
    archive.end();
    const packed = await buffer(archive.outputStream);
    const { images, unreadable } = await importInto(packed);
    assert.deepEqual({ images, unreadable }, { images: 1, unreadable: 3 });
  }).timeout(20_000);

  it('is not imported if it does not fit on the disk', async () => {
    const library = fixture.openLibrary();
    library.disk.statfs = (() => Promise.resolve({ bavail: 1, bsize: 1 })) as never;
    await assert.rejects(importInto(zip(entriesOf(record)), library), NoSpaceError);
    assert.deepEqual(await library.list(), []);
  });

  it('does not replace a failure whose task is paid for', async () => {
    const library = fixture.openLibrary();
    const own = await createRecord(library);
    const failed = await library.update(own.id, (each) => ({
      ...each,
      state: 'failed',
      failure: { kind: 'timeout', seconds: 1 },
      task,
    }));
    const { known } = await importInto(zip(entriesOf({ ...record, id: own.id })), library);
    assert.equal(known, 1);
    assert.deepEqual(await library.get(own.id), failed);
  });

  it('counts what has failed without images', async () => {
    const library = fixture.openLibrary();
    const failed = {
      ...record,
      state: 'failed',
      failure: { kind: 'canceled' },
      images: [],
    } as const;
    const { empty, generations } = await importInto(
      zip({ [`records/${id}.json`]: Buffer.from(JSON.stringify(failed)), ...entriesOf(good) }),
      library,
    );
    assert.deepEqual({ empty, generations }, { empty: 1, generations: 1 });
  });
});

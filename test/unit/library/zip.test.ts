import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { writeAtomically } from '../../../src/library/disk/writeAtomically.ts';
import { ZipError, ZipFile } from '../../../src/library/archive/zipReader.ts';
import { createZip, type ZipEntry } from '../../../src/library/archive/zipWriter.ts';
import { all } from '../support/clockDriver.ts';
import { useTempFolder } from '../support/tempFolder.ts';

type Contents = Record<string, Buffer>;

const modifiedAt = Date.UTC(2026, 5, 1);

async function* zipContents(contents: Contents): AsyncGenerator<ZipEntry> {
  for (const [name, content] of Object.entries(contents)) {
    await Promise.resolve();
    yield { name, content, time: modifiedAt };
  }
}

describe('ZIP archive', () => {
  const folder = useTempFolder();
  const file = () => join(folder(), 'archive.zip');
  const contents: Contents = {
    'records/a.json': Buffer.from('{ "prompt": "灯塔" }'),
    'images/a/1.png': randomBytes(100_000),
    // Contains signatures of the ZIP format, which must not be interpreted.
    'images/a/2.png': Buffer.from('PK\x03\x04PK\x07\x08PK\x05\x06'),
    'empty.txt': Buffer.alloc(0),
  };

  /** The files that our own reader finds in the archive. */
  async function readContents(): Promise<Contents> {
    const zip = await ZipFile.open(file());
    try {
      const found: Contents = {};
      for (const [name, entry] of zip.entries)
        found[name] = Buffer.concat(await all(zip.read(entry)));
      return found;
    } finally {
      zip.close();
    }
  }

  function assertSame(found: Readonly<Record<string, Uint8Array>>, expected: Contents): void {
    assert.deepEqual(Object.keys(found), Object.keys(expected));
    for (const [name, content] of Object.entries(expected)) {
      assert.ok(content.equals(found[name] ?? Buffer.from('missing')), name);
    }
  }

  it('can be read by another library', async () => {
    await writeAtomically(createReliableDisk(), file(), createZip(zipContents(contents)));
    assertSame(unzipSync(await readFile(file())), contents);
  });

  it('can be read again', async () => {
    await writeAtomically(createReliableDisk(), file(), createZip(zipContents(contents)));
    assertSame(await readContents(), contents);
  });

  for (const level of [0, 9] as const) {
    it(`of another program at compression level ${level} can be read`, async () => {
      await writeFile(file(), zipSync(contents, { level, comment: 'from elsewhere' }));
      assertSame(await readContents(), contents);
    });
  }

  it('can be empty', async () => {
    await writeAtomically(createReliableDisk(), file(), createZip(zipContents({})));
    assert.deepEqual(await readContents(), {});
  });

  const invalidArchives: readonly [description: string, corrupt: (bytes: Buffer) => Buffer][] = [
    ['is not a ZIP file', () => Buffer.from('Once upon a time there was a lighthouse.')],
    ['is empty', () => Buffer.alloc(0)],
    ['is truncated', (bytes) => bytes.subarray(0, bytes.length - 30)],
    ['has lost its beginning', (bytes) => bytes.subarray(100)],
    ['has its directory beyond its end', (bytes) => setAt(bytes, 16, 0xfff_ffff)],
  ];
  for (const [description, corrupt] of invalidArchives) {
    it(`that ${description} is rejected`, async () => {
      await writeFile(file(), corrupt(Buffer.from(zipSync(contents, { level: 0 }))));
      await assert.rejects(readContents(), ZipError);
    });
  }

  it('with one damaged file returns the others', async () => {
    for (const level of [0, 9] as const) {
      const bytes = Buffer.from(zipSync(contents, { level }));
      bytes[1000] = ~(bytes[1000] ?? 0) & 0xff;
      await writeFile(file(), bytes);
      const zip = await ZipFile.open(file());
      const results = await Promise.allSettled(
        [...zip.entries.values()].map((e) => all(zip.read(e))),
      );
      zip.close();
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
      );
    }
  });

  it('never unpacks more than its directory declares', async () => {
    const bytes = Buffer.from(zipSync({ bomb: Buffer.alloc(10_000_000) }, { level: 9 }));
    bytes.writeUInt32LE(1000, bytes.indexOf('PK\x01\x02') + 24);
    await writeFile(file(), bytes);
    await assert.rejects(readContents(), ZipError);
  });

  /** Changes a number in the record at the end of the archive. */
  function setAt(bytes: Buffer, offset: number, value: number): Buffer {
    bytes.writeUInt32LE(value, bytes.lastIndexOf('PK\x05\x06') + offset);
    return bytes;
  }
});

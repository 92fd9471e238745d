import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ListingSession } from '../../../../src/gallery/host/listingSession.ts';
import { readThumbnails } from '../../../../src/gallery/host/thumbnails.ts';
import { systemDisk, type Disk } from '../../../../src/library/disk/files.ts';
import { Library } from '../../../../src/library/library.ts';
import { idOf, noFailures, recordOf, viewOf } from '../../support/galleryRecords.ts';
import { recordImageAt } from '../../support/libraryFixture.ts';
import { useTempFolder } from '../../support/tempFolder.ts';

const recordCount = 500;
const screenSize = 60;

describe('the first screen of a large gallery', () => {
  const folder = useTempFolder();

  /** The ids of the newest generations, newest first. */
  const newestIds = Array.from({ length: screenSize }, (_, n) => idOf(recordCount - 1 - n));

  /** Opens a library of many records, of which only the newest can be read until `release`. */
  async function openGallery() {
    const records = join(folder(), 'records');
    await mkdir(records, { recursive: true });
    for (let n = 0; n < recordCount; n++) {
      const record = recordOf(n, { images: [recordImageAt(0)] });
      await writeFile(join(records, `${record.id}.json`), JSON.stringify(record));
    }
    const gate = new EventEmitter();
    const released = once(gate, 'open');
    const readIds = new Set<string>();
    const readFile = async (file: string, encoding?: 'utf8') => {
      const id = basename(file, '.json');
      if (file.startsWith(records)) readIds.add(id);
      if (file.startsWith(records) && !newestIds.includes(id)) await released;
      return encoding ? systemDisk.readFile(file, encoding) : systemDisk.readFile(file);
    };
    const disk: Disk = { ...systemDisk, readFile: readFile as Disk['readFile'] };
    const library = new Library(folder(), { disk });
    const session = new ListingSession(
      {
        library,
        toGenerationView: viewOf,
        isHeld: () => false,
        summarizeFailures: () => Promise.resolve(noFailures()),
        getFacetLabel: (_name, value) => value,
        formatAnnouncement: () => '',
        post: () => undefined,
        onError: (error) => assert.fail(String(error)),
      },
      'UTC',
    );
    const showFirstScreen = async () => {
      const update = await session.getItems({ query: { text: '' }, from: 0, count: screenSize });
      const images = newestIds.map((id) => ({ id, image: 0 }));
      const thumbnails = await readThumbnails(library, { side: 256, images }, (error) => {
        throw error;
      });
      return { update: update ?? assert.fail(), thumbnails };
    };
    const close = () => {
      session.dispose();
      library.dispose();
    };
    const release = () => gate.emit('open');
    return { session, readIds, release, showFirstScreen, close };
  }

  it('reads only its own records', async () => {
    const { showFirstScreen, readIds, close } = await openGallery();
    const { update, thumbnails } = await showFirstScreen();
    assert.deepEqual(
      update.items.items.map((item) => item?.id),
      newestIds,
    );
    assert.equal(update.listing?.total, recordCount);
    assert.equal(thumbnails.length, screenSize);
    assert.deepEqual([...readIds].sort().reverse(), newestIds);
    close();
  });

  it('does not wait while all records are being read', async () => {
    const { session, showFirstScreen, readIds, release, close } = await openGallery();
    const facets = session.getFacets();
    const { update, thumbnails } = await showFirstScreen();
    assert.equal(update.items.items.filter(Boolean).length, screenSize);
    assert.equal(thumbnails.length, screenSize);
    release();
    assert.equal((await facets).state[0]?.count, recordCount);
    assert.equal(readIds.size, recordCount);
    close();
  });
});

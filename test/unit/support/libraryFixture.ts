import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { ImageStream } from '../../../src/jimeng/index.ts';
import { Library } from '../../../src/library/library.ts';
import type { LibraryChange } from '../../../src/library/recordCache.ts';
import type { GenerationRecord, RecordImage } from '../../../src/library/record.ts';
import type { DiskFeature } from '../../../src/library/disk/reliableDisk.ts';
import { testDisk, type TestDisk } from './testDisk.ts';
import { png, request } from './generation.ts';
import { useTempFolder } from './tempFolder.ts';
import { ClockDriver } from './clockDriver.ts';
import { seededRandom } from './seededRandom.ts';

export interface LibraryFixture {
  folder: string;
  driver: ClockDriver;
  disk: TestDisk;
  /** Full paths that were reported as unreadable. */
  unreadable: string[];
  /** What was reported as unsupported by the disk. */
  unsupported: DiskFeature[];
  /** The paths where quarantined files were moved to. */
  quarantined: string[];
  /** Opens the library of another window on the same folder. */
  openLibrary: () => Library;
}

/** Call inside `describe`: a folder for libraries, new for each test. */
export function useLibraryFixture(
  createDriver: () => ClockDriver = () => new ClockDriver(),
): LibraryFixture {
  const fixture = {} as LibraryFixture;
  const openedLibraries: Library[] = [];
  // Registered first, so that it runs before the folder is deleted.
  afterEach(() => {
    for (const library of openedLibraries.splice(0)) library.dispose();
    return fixture.driver.waitUntilIdle();
  });
  const folder = useTempFolder();
  beforeEach(() => {
    const driver = createDriver();
    const disk = testDisk(driver);
    const unreadable: string[] = [];
    const unsupported: DiskFeature[] = [];
    const quarantined: string[] = [];
    const random = seededRandom(1);
    const openLibrary = () => {
      const library = new Library(folder(), {
        disk: disk.disk,
        clock: driver.clock,
        random,
        onUnreadable: (file) => unreadable.push(file),
        onUnsupported: (feature) => unsupported.push(feature),
        onQuarantine: (file) => quarantined.push(file),
      });
      openedLibraries.push(library);
      return library;
    };
    Object.assign(fixture, {
      folder: folder(),
      driver,
      disk,
      unreadable,
      unsupported,
      quarantined,
      openLibrary,
    });
  });
  return fixture;
}

/** Creates a record and releases its lease. */
export async function createRecord(
  library: Library,
  prompt = request.prompt,
): Promise<GenerationRecord> {
  const { record, lease } = await library.create({
    provider: 'octopusx',
    request: { ...request, prompt },
  });
  await lease.release();
  return record;
}

/**
 * Creates a finished generation with this many images, 1 ms after the previous one. All have the
 * same content, except those in `contents`. Returns its ID.
 */
export async function createFinished(
  fixture: LibraryFixture,
  library: Library,
  imageCount: number,
  contents: readonly Buffer[] = [],
): Promise<string> {
  fixture.driver.clock.advance(1);
  const { id } = await createRecord(library);
  for (let n = 0; n < imageCount; n++) await library.addImage(id, n, imageFrom(contents[n] ?? png));
  await library.update(id, (record) => ({ ...record, state: 'done' }));
  return id;
}

/** A record of a finished generation that is not in a library, by default without images. */
export function finishedRecord(fields: Partial<GenerationRecord> = {}): GenerationRecord {
  return {
    version: 1,
    id: '20260101T000000000-00000000',
    createdAt: 1,
    provider: 'octopusx',
    request,
    state: 'done',
    images: [],
    ...fields,
  };
}

/** An image of the same size as `png` with other content. */
export const otherPng = await sharp({
  create: { width: 3, height: 2, channels: 3, background: 'blue' },
})
  .png()
  .toBuffer();

/** The image with this index (from 0) as it is stored in a record. */
export function recordImageAt(index: number, content = png): RecordImage {
  const { mimeType, width, height } = imageFrom(content);
  return {
    file: `${index + 1}.png`,
    mimeType,
    width,
    height,
    bytes: content.length,
    hash: hashOf(content),
  };
}

/** The hash of an image in its record. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The next change of a library that matches. */
export function nextChange(
  library: Library,
  matches: (change: LibraryChange) => boolean = () => true,
): Promise<LibraryChange> {
  return new Promise((resolve) => {
    const subscription = library.onDidChange((change) => {
      if (!matches(change)) return;
      subscription.dispose();
      resolve(change);
    });
  });
}

/** An image of 3 × 2 pixels, as it is downloaded from the service. */
export function imageFrom(png: Buffer): ImageStream {
  return { mimeType: 'image/png', width: 3, height: 2, bytes: Readable.from([png]) };
}

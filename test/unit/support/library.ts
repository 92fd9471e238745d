import { Readable } from 'node:stream';
import type { Picture } from '../../../src/jimeng/index.ts';
import { Library, type LibraryChange } from '../../../src/library/library.ts';
import type { GenerationRecord, RecordImage } from '../../../src/library/record.ts';
import { testDisk, type TestDisk } from './disk.ts';
import { png, request } from './generation.ts';
import { useFolder } from './folder.ts';
import { Pace } from './pace.ts';
import { seeded } from './random.ts';

export interface Shelf {
  folder: string;
  pace: Pace;
  disk: TestDisk;
  /** What was reported as unreadable, or as not to be watched, by its full path. */
  unreadable: string[];
  /** Where those files went that were reported as set aside. */
  setAside: string[];
  /** Another window's library on the same folder. */
  open: () => Library;
}

/** A folder for libraries, fresh for each test of the suite it is called in. */
export function useShelf(paceOfTest: () => Pace = () => new Pace()): Shelf {
  const shelf = {} as Shelf;
  const opened: Library[] = [];
  // Before the folder goes.
  afterEach(() => {
    for (const library of opened.splice(0)) library.dispose();
    return shelf.pace.rest();
  });
  const folder = useFolder();
  beforeEach(() => {
    const pace = paceOfTest();
    const disk = testDisk(pace);
    const unreadable: string[] = [];
    const setAside: string[] = [];
    const random = seeded(1);
    const open = () => {
      const library = new Library(folder(), {
        disk: disk.disk,
        clock: pace.clock,
        random,
        onUnreadable: (file) => unreadable.push(file),
        onSetAside: (file) => setAside.push(file),
      });
      opened.push(library);
      return library;
    };
    Object.assign(shelf, { folder: folder(), pace, disk, unreadable, setAside, open });
  });
  return shelf;
}

/** A new record, with its lease given back. */
export async function record(library: Library, prompt = request.prompt): Promise<GenerationRecord> {
  const { record, lease } = await library.create({
    provider: 'octopusx',
    request: { ...request, prompt },
  });
  await lease.release();
  return record;
}

/** A finished generation of so many pictures, a moment after the one before: its id. */
export async function done(shelf: Shelf, library: Library, pictures: number): Promise<string> {
  shelf.pace.clock.advance(1);
  const { id } = await record(library);
  for (let n = 0; n < pictures; n++) await library.addPicture(id, n, pictureOf(png));
  await library.update(id, (record) => ({ ...record, state: 'done' }));
  return id;
}

/** The record of a finished generation that no library has made; it has no pictures unless told. */
export function soundRecord(facts: Partial<GenerationRecord> = {}): GenerationRecord {
  return {
    version: 1,
    id: '20260101T000000000-00000000',
    createdAt: 1,
    provider: 'octopusx',
    request,
    state: 'done',
    images: [],
    ...facts,
  };
}

/** How the picture of that number, counted from 0, stands in a record. */
export function pictureAt(index: number): RecordImage {
  const { mimeType, width, height } = pictureOf(png);
  return { file: `${index + 1}.png`, mimeType, width, height, bytes: png.length };
}

/** The next change that a library tells of and that is one of these. */
export function nextChange(
  library: Library,
  isIt: (change: LibraryChange) => boolean = () => true,
): Promise<LibraryChange> {
  return new Promise((resolve) => {
    const listening = library.onDidChange((change) => {
      if (!isIt(change)) return;
      listening.dispose();
      resolve(change);
    });
  });
}

/** A picture of 3 × 2 pixels, as it comes from the service. */
export function pictureOf(png: Buffer): Picture {
  return { mimeType: 'image/png', width: 3, height: 2, bytes: Readable.from([png]) };
}

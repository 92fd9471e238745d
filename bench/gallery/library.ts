import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createId, type GenerationRecord } from '../../src/library/record.ts';
import { ensureImages, imageSidePixels, type ImageFiles } from './images.ts';

const prompts = [
  'A red lighthouse on a cliff above a calm sea at dawn, watercolor',
  '一只戴着草帽的橘猫坐在窗台上，水彩画风格',
  'An old town by the river in soft morning light, seen from the hill behind it',
  'A cosy attic room with a wood stove and a window full of snow',
];
/** One generation every two hours: ten thousand are a little over two years. */
const intervalMs = 2 * 60 * 60 * 1000;
const maxConcurrentWrites = 16;

/**
 * Fills the folder of a library with this many generations. One in 17 failed, one in 9 is a set.
 */
export async function createLibrary(folder: string, count: number): Promise<void> {
  // Hard links do not work across disks, so each library gets its own copy of the few files.
  const files = await copyImageFiles(await ensureImages(), join(folder, '..', 'bench-images'));
  await createRecords(folder, count, (record, n) =>
    linkImages(join(folder, 'images', record.id), record, files, n),
  );
}

/**
 * Writes the records of this many generations into the folder of a library, newest first, without
 * their images.
 * @param addImages called after each record, with its number from 0
 */
export async function createRecords(
  folder: string,
  count: number,
  addImages?: (record: GenerationRecord, n: number) => Promise<void>,
): Promise<void> {
  const records = join(folder, 'records');
  await mkdir(records, { recursive: true });
  const newest = Date.now() - intervalMs;
  let next = 0;
  const workers = Array.from({ length: maxConcurrentWrites }, async () => {
    for (let n = next++; n < count; n = next++) {
      const record = createRecord(n, newest - n * intervalMs);
      await writeFile(join(records, `${record.id}.json`), JSON.stringify(record, undefined, 2));
      await addImages?.(record, n);
    }
  });
  await Promise.all(workers);
}

/** Deletes the thumbnails of some images, as if they had never been displayed. */
export async function removeThumbnails(folder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    for (const index of [1, 2, 3]) {
      for (const name of ['256', '512']) {
        await rm(join(folder, 'images', id, `${index}.thumbnail-${name}.webp`), { force: true });
      }
    }
  }
}

function createRecord(n: number, createdAt: number): GenerationRecord {
  const id = createId(createdAt, () => ((n * 7919) % 65_536) / 65_536);
  const common = {
    ...({ version: 1, provider: 'octopusx' } as const),
    id,
    createdAt,
    finishedAt: createdAt + 12_000,
    request: {
      model: 'jimeng-4.0',
      prompt: `${prompts[n % prompts.length]} ${n}`,
      forceSingle: n % 9 !== 4,
      width: imageSidePixels,
      height: imageSidePixels,
    },
  };
  if (n % 17 === 5) {
    const failure = { kind: 'promptRefused', httpStatus: 400 } as const;
    return { ...common, state: 'failed', failure, images: [] };
  }
  const images = Array.from({ length: n % 9 === 4 ? 3 : 1 }, (_, index) => ({
    ...({ file: `${index + 1}.jpg`, mimeType: 'image/jpeg' } as const),
    width: imageSidePixels,
    height: imageSidePixels,
    bytes: 1_000_000,
  }));
  return { ...common, state: 'done', images };
}

async function linkImages(
  folder: string,
  { images }: GenerationRecord,
  files: readonly ImageFiles[],
  n: number,
): Promise<void> {
  if (images.length === 0) return;
  await mkdir(folder, { recursive: true });
  for (const [index, { file }] of images.entries()) {
    const { image, thumbnails } = files[(n + index) % files.length] ?? {};
    if (!image || !thumbnails) throw new Error('There are no images to link');
    await link(image, join(folder, file));
    await link(thumbnails[256], join(folder, `${index + 1}.thumbnail-256.webp`));
    await link(thumbnails[512], join(folder, `${index + 1}.thumbnail-512.webp`));
  }
}

async function copyImageFiles(files: readonly ImageFiles[], folder: string): Promise<ImageFiles[]> {
  await mkdir(folder, { recursive: true });
  const copy = async (file: string) => {
    const target = join(folder, basename(file));
    await copyFile(file, target);
    return target;
  };
  return Promise.all(
    files.map(async ({ image, thumbnails }) => ({
      image: await copy(image),
      thumbnails: { 256: await copy(thumbnails[256]), 512: await copy(thumbnails[512]) },
    })),
  );
}

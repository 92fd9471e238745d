import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newId, type GenerationRecord } from '../../src/library/record.ts';
import { pictures, side, type PictureFiles } from './pictures.ts';

const prompts = [
  'A red lighthouse on a cliff above a calm sea at dawn, watercolor',
  '一只戴着草帽的橘猫坐在窗台上，水彩画风格',
  'An old town by the river in soft morning light, seen from the hill behind it',
  'A cosy attic room with a wood stove and a window full of snow',
];
/** One begun every two hours: ten thousand are a little over two years. */
const apartMs = 2 * 60 * 60 * 1000;
const linksAtOnce = 16;

/** Fills a library's folder with so many generations, a seventeenth of them failed, a ninth of them sets. */
export async function fillLibrary(folder: string, count: number): Promise<void> {
  const records = join(folder, 'records');
  await mkdir(records, { recursive: true });
  // Links do not reach from one disk to another, so each library has the few files once.
  const files = await copied(await pictures(), join(folder, '..', 'bench-pictures'));
  const newest = Date.now() - apartMs;
  let next = 0;
  const fillers = Array.from({ length: linksAtOnce }, async () => {
    for (let n = next++; n < count; n = next++) {
      const record = generation(n, newest - n * apartMs);
      await writeFile(join(records, `${record.id}.json`), JSON.stringify(record, undefined, 2));
      await linkPictures(join(folder, 'images', record.id), record, files, n);
    }
  });
  await Promise.all(fillers);
}

/** Takes the small versions of some pictures away, as if these had never been looked at. */
export async function removeThumbnails(folder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    for (const index of [1, 2, 3]) {
      for (const name of ['256', '512']) {
        await rm(join(folder, 'images', id, `${index}.thumbnail-${name}.webp`), { force: true });
      }
    }
  }
}

function generation(n: number, createdAt: number): GenerationRecord {
  const id = newId(createdAt, () => ((n * 7919) % 65_536) / 65_536);
  const common = {
    ...({ version: 1, provider: 'octopusx' } as const),
    ...{ id, createdAt, finishedAt: createdAt + 12_000 },
    request: {
      ...{ model: 'jimeng-4.0', prompt: `${prompts[n % prompts.length]} ${n}` },
      ...{ forceSingle: n % 9 !== 4, width: side, height: side },
    },
  };
  if (n % 17 === 5) {
    const failure = { kind: 'promptRefused', httpStatus: 400 } as const;
    return { ...common, state: 'failed', failure, images: [] };
  }
  const images = Array.from({ length: n % 9 === 4 ? 3 : 1 }, (_, index) => ({
    ...({ file: `${index + 1}.jpg`, mimeType: 'image/jpeg' } as const),
    ...{ width: side, height: side, bytes: 1_000_000 },
  }));
  return { ...common, state: 'done', images };
}

async function linkPictures(
  folder: string,
  { images }: GenerationRecord,
  files: readonly PictureFiles[],
  n: number,
): Promise<void> {
  if (images.length === 0) return;
  await mkdir(folder, { recursive: true });
  for (const [index, { file }] of images.entries()) {
    const { picture, thumbnails } = files[(n + index) % files.length] ?? {};
    if (!picture || !thumbnails) throw new Error('There are no pictures to link');
    await link(picture, join(folder, file));
    await link(thumbnails[256], join(folder, `${index + 1}.thumbnail-256.webp`));
    await link(thumbnails[512], join(folder, `${index + 1}.thumbnail-512.webp`));
  }
}

async function copied(files: readonly PictureFiles[], folder: string): Promise<PictureFiles[]> {
  await mkdir(folder, { recursive: true });
  const copy = async (file: string) => {
    const there = join(folder, basename(file));
    await copyFile(file, there);
    return there;
  };
  return Promise.all(
    files.map(async ({ picture, thumbnails }) => ({
      picture: await copy(picture),
      thumbnails: { 256: await copy(thumbnails[256]), 512: await copy(thumbnails[512]) },
    })),
  );
}

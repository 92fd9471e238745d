import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { resolveProjectPath } from '../../scripts/tools/paths.ts';

/** Side length of the images that the larger models generate. */
export const imageSidePixels = 4096;

const imageCount = 6;
const thumbnailSidesPixels = [256, 512] as const;

/** Paths of an image and its thumbnails. */
export interface ImageFiles {
  readonly image: string;
  readonly thumbnails: Readonly<Record<(typeof thumbnailSidesPixels)[number], string>>;
}

/** Draws a few large images once and keeps them in `out/`. */
export async function ensureImages(): Promise<ImageFiles[]> {
  const folder = resolveProjectPath('out/bench-images');
  await mkdir(folder, { recursive: true });
  const imageFiles: ImageFiles[] = [];
  for (let index = 0; index < imageCount; index++) {
    const file = (name: string) => join(folder, `${index}-${name}`);
    const image = file('4096.jpg');
    if (!existsSync(image)) await drawImage(image, index);
    const thumbnails = { 256: file('256.webp'), 512: file('512.webp') };
    for (const side of thumbnailSidesPixels) {
      if (!existsSync(thumbnails[side])) {
        await sharp(image).resize(side).webp({ quality: 82 }).toFile(thumbnails[side]);
      }
    }
    imageFiles.push({ image, thumbnails });
  }
  return imageFiles;
}

/** Draws colored clouds, which take about as long to decode as a photo. */
async function drawImage(file: string, seed: number): Promise<void> {
  const noise = await sharp({
    create: {
      width: 128,
      height: 128,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 90 + seed * 20, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const temporaryFile = `${file}.tmp`;
  await sharp(noise)
    .resize(imageSidePixels, imageSidePixels, { kernel: 'cubic' })
    .jpeg({ quality: 85 })
    .toFile(temporaryFile);
  await rename(temporaryFile, file);
}

import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { inProject } from '../../scripts/tools/paths.ts';

/** Pixels of a picture's sides: what the larger models make. */
export const side = 4096;

const count = 6;
const thumbnailSides = [256, 512] as const;

/** A picture and its small versions, as files. */
export interface PictureFiles {
  readonly picture: string;
  readonly thumbnails: Readonly<Record<(typeof thumbnailSides)[number], string>>;
}

/** Some large pictures, made once and kept in `out/`. */
export async function pictures(): Promise<PictureFiles[]> {
  const folder = inProject('out/bench-pictures');
  await mkdir(folder, { recursive: true });
  const made: PictureFiles[] = [];
  for (let index = 0; index < count; index++) {
    const file = (name: string) => join(folder, `${index}-${name}`);
    const picture = file('4096.jpg');
    if (!existsSync(picture)) await draw(picture, index);
    const thumbnails = { 256: file('256.webp'), 512: file('512.webp') };
    for (const each of thumbnailSides) {
      if (!existsSync(thumbnails[each])) {
        await sharp(picture).resize(each).webp({ quality: 82 }).toFile(thumbnails[each]);
      }
    }
    made.push({ picture, thumbnails });
  }
  return made;
}

/** Clouds of colour, which take about as long to decode as a photograph. */
async function draw(file: string, seed: number): Promise<void> {
  const noise = await sharp({
    create: {
      ...{ width: 128, height: 128, channels: 3, background: '#888' },
      noise: { type: 'gaussian', mean: 90 + seed * 20, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const half = `${file}.tmp`;
  await sharp(noise).resize(side, side, { kernel: 'cubic' }).jpeg({ quality: 85 }).toFile(half);
  await rename(half, file);
}

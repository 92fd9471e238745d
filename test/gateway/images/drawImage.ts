import sharp from 'sharp';
import { sceneSvg, type Scene } from './scene.ts';

export type ImageFormat = 'png' | 'jpeg';

/** Draws a scene in exactly its size. Takes about 0.2 s for 2048×2048. */
export async function drawImage(scene: Scene, format: ImageFormat): Promise<Buffer> {
  const image = sharp(Buffer.from(sceneSvg(scene))).removeAlpha();
  // Little compression: drawing must be fast, and the files are only sent over loopback.
  const encoded =
    format === 'png' ? image.png({ compressionLevel: 1 }) : image.jpeg({ quality: 85 });
  return encoded.toBuffer();
}

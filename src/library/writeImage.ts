import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ImageStream } from '../jimeng/index.ts';
import type { ReliableDisk } from './disk/reliableDisk.ts';
import { writeAtomically } from './disk/writeAtomically.ts';
import { imageHashLength, type RecordImage } from './record.ts';

/**
 * Writes an image while it is being received. Resolves to its entry in the record.
 * @param path of the file, whose name becomes that in the record
 * @throws what reading the bytes throws, or Error of the file system.
 */
export async function writeImage(
  disk: ReliableDisk,
  path: string,
  image: ImageStream,
): Promise<RecordImage> {
  const { mimeType, width, height } = image;
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measure() {
    for await (const chunk of image.bytes) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  await writeAtomically(disk, path, measure());
  const digest = hash.digest('hex').slice(0, imageHashLength);
  return { file: basename(path), mimeType, width, height, bytes, hash: digest };
}

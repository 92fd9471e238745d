import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { JimengError } from '../../../../src/jimeng/index.ts';
import { readImage } from '../../../../src/jimeng/run/readImage.ts';
import { imageFiles } from '../imageFiles.ts';
import { pickOne, randomInt } from '../seededRandom.ts';
import type { Campaign } from './campaign.ts';

type Random = () => number;

const largeNumbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff];

/** The bytes of a file of which some parts are damaged, repeated, moved or missing. */
function mutate(file: Buffer, others: readonly Buffer[], random: Random): Buffer {
  let bytes = Buffer.from(file);
  for (let changes = 1 + randomInt(random, 4); changes > 0; changes--) {
    // Most of what matters is at the start.
    const offset = randomInt(random, random() < 0.7 ? Math.min(200, bytes.length) : bytes.length);
    const length = Math.min(bytes.length - offset, randomInt(random, 64));
    const part = bytes.subarray(offset, offset + length);
    switch (randomInt(random, 6)) {
      case 0:
        bytes[offset] = (bytes[offset] ?? 0) ^ (1 << randomInt(random, 8));
        break;
      case 1:
        if (offset + 4 <= bytes.length) bytes.writeUInt32BE(pickOne(random, largeNumbers), offset);
        break;
      case 2:
        bytes = bytes.subarray(0, offset);
        break;
      case 3: {
        const copies = Array.from({ length: 1 + randomInt(random, 500) }, () => part);
        bytes = Buffer.concat([bytes.subarray(0, offset), ...copies, bytes.subarray(offset)]);
        break;
      }
      case 4: {
        const other = pickOne(random, others);
        bytes = Buffer.concat([bytes.subarray(0, offset), other.subarray(offset)]);
        break;
      }
      default:
        bytes = Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + length)]);
    }
    if (bytes.length === 0) break;
  }
  return bytes;
}

function split(bytes: Buffer, chunkLength: number): Buffer[] {
  const count = Math.ceil(bytes.length / chunkLength);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * chunkLength, (index + 1) * chunkLength),
  );
}

async function readAll(bytes: Buffer, chunkLength: number): Promise<void> {
  try {
    const image = await readImage(Readable.from(split(bytes, chunkLength)), 'a.example.com');
    for (const side of [image.width, image.height])
      assert.ok(Number.isSafeInteger(side) && side > 0, `A side of ${side} pixels`);
    let length = 0;
    for await (const chunk of image.bytes) length += chunk.length;
    assert.equal(length, bytes.length);
  } catch (error) {
    if (!(error instanceof JimengError)) throw error;
    assert.equal(error.failure.kind, 'download');
  }
}

/** Reads image files of one type with damaged headers. */
function createCampaign(format: string): Campaign {
  const files = imageFiles
    .filter(({ mimeType, bytes }) => mimeType === `image/${format}` && bytes.length < 50_000)
    .map(({ bytes }) => bytes);
  return {
    name: `${format} headers`,
    run: (random) => {
      const bytes = mutate(pickOne(random, files), files, random);
      // Tiny chunks of a large file only take time.
      const minLength = Math.ceil(bytes.length / 1000);
      return readAll(bytes, pickOne(random, [minLength + randomInt(random, 50), 1000, 65_536]));
    },
  };
}

/** A campaign for each type of image. */
export const imageHeaders: readonly Campaign[] = ['png', 'jpeg', 'webp', 'avif', 'gif'].map(
  createCampaign,
);

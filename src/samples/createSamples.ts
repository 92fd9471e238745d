import { join } from 'node:path';
import { loadService, type GenerationRequest } from '../jimeng/index.ts';
import { writeAtomically } from '../library/disk/writeAtomically.ts';
import type { Library } from '../library/library.ts';
import { createId, type GenerationRecord } from '../library/record.ts';
import { writeImage } from '../library/writeImage.ts';
import { drawSample } from './drawSample.ts';
import { encodePng } from './encodePng.ts';

/** The longer side of a sample in pixels, whatever is requested: large enough to be inserted. */
const longerSidePx = 960;

/** The ratio of a request that leaves it to the service. */
const defaultRatio = 3 / 2;

/** What samples are created with. */
export interface SampleOptions {
  readonly library: Pick<Library, 'beginImport' | 'disk'>;
  /** Returns milliseconds since the epoch. */
  readonly now: () => number;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random: () => number;
}

/**
 * Draws a sample for each request, and adds them to the library, all or none. Nothing is sent.
 * @returns their records, in the order of the requests
 * @throws Error of the file system.
 */
export async function createSamples(
  requests: readonly GenerationRequest[],
  { library, now, random }: SampleOptions,
): Promise<GenerationRecord[]> {
  const batch = await library.beginImport();
  try {
    const records: GenerationRecord[] = [];
    for (const request of requests) {
      const createdAt = now();
      const id = createId(createdAt, random);
      const image = await writeSample(request, id, join(batch.folder, id, '1.png'), library);
      const record: GenerationRecord = {
        version: 1,
        id,
        createdAt,
        request,
        state: 'done',
        isSample: true,
        images: [image],
        finishedAt: createdAt,
      };
      const file = join(batch.folder, `${id}.json`);
      await writeAtomically(library.disk, file, JSON.stringify(record));
      records.push(record);
    }
    await batch.commit();
    return records;
  } catch (error) {
    await batch.rollback();
    throw error;
  }
}

async function writeSample(
  request: GenerationRequest,
  id: string,
  path: string,
  { disk }: SampleOptions['library'],
): Promise<GenerationRecord['images'][number]> {
  const { readImage } = await loadService();
  const png = await encodePng(drawSample(request.prompt, getSampleSize(request), id));
  async function* readBytes() {
    yield await Promise.resolve(png);
  }
  return writeImage(disk, path, await readImage(readBytes(), 'sample'));
}

/** A small size of the requested ratio. */
function getSampleSize({ width, height }: GenerationRequest): { width: number; height: number } {
  const ratio = width !== undefined && height !== undefined ? width / height : defaultRatio;
  return {
    width: Math.round(longerSidePx * Math.min(1, ratio)),
    height: Math.round(longerSidePx / Math.max(1, ratio)),
  };
}

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';
import { newId, recordSchema, type GenerationRecord } from '../../../src/library/record.ts';
import type { VsCodeWindow } from '../driver/index.ts';

const [width, height] = [64, 48];

/** Puts a finished generation with so many pictures into the library of a window, from outside. */
export async function shelve(
  { storage }: VsCodeWindow,
  prompt: string,
  count: number,
  more: Partial<GenerationRecord> = {},
): Promise<GenerationRecord> {
  const now = Date.now();
  const id = newId(now, Math.random);
  const folder = join(storage, 'library', 'images', id);
  const records = join(storage, 'library', 'records');
  for (const each of [folder, records]) mkdirSync(each, { recursive: true });
  const background = '#36c';
  const png = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  const images = Array.from({ length: count }, (_, index) => {
    const file = `${index + 1}.png`;
    writeFileSync(join(folder, file), png);
    return { file, mimeType: 'image/png' as const, width, height, bytes: png.length };
  });
  const record: GenerationRecord = {
    version: 1,
    id,
    createdAt: now,
    provider: 'octopusx',
    request: { model: 'jimeng-4.0', prompt, forceSingle: true, resolution: '1k' },
    state: 'done',
    images,
    finishedAt: now,
    ...more,
  };
  // At once, as the extension looks at it as soon as it is there.
  const half = join(records, `${id}.tmp`);
  writeFileSync(half, JSON.stringify(record));
  renameSync(half, join(records, `${id}.json`));
  return record;
}

const stored = v.pipe(v.string(), v.parseJson(), recordSchema);

/** A generation's record as it is on disk now. */
export function recordNow({ storage }: VsCodeWindow, { id }: GenerationRecord): GenerationRecord {
  return v.parse(stored, readFileSync(join(storage, 'library/records', `${id}.json`), 'utf8'));
}

/** Files and folders of the library that still have to do with these generations. */
export function leftOf({ storage }: VsCodeWindow, records: readonly GenerationRecord[]): string[] {
  return readdirSync(join(storage, 'library'), { recursive: true })
    .map(String)
    .filter((name) => records.some(({ id }) => name.includes(id)));
}

import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';
import type { Size } from '../../../src/jimeng/index.ts';
import { createId, recordSchema, type GenerationRecord } from '../../../src/library/record.ts';
import { createPngChunk } from '../../gateway/images/hugePng.ts';
import type { VsCodeWindow } from '../driver/index.ts';

type Window = Pick<VsCodeWindow, 'storage'>;

/** A generation in the library, with its differences from the default. */
export type PastGeneration = Partial<Omit<GenerationRecord, 'request' | 'images'>> & {
  readonly request: Partial<GenerationRecord['request']> & { readonly prompt: string };
  /** Number of images, 1 by default. */
  readonly imageCount?: number;
  /** The size of each image, 640 × 480 pixels by default. */
  readonly imageSize?: Size;
};

const hourMs = 60 * 60 * 1000;
const defaultImageSize: Size = { width: 640, height: 480 };
/** By size. */
const pngs = new Map<string, Promise<Buffer>>();
let lastTimestamp = 0;

/** Adds a finished generation to the library of a window from outside, created now by default. */
export async function addGeneration(
  { storage }: Window,
  {
    request,
    imageCount = 1,
    imageSize = defaultImageSize,
    createdAt = nextTimestamp(),
    ...rest
  }: PastGeneration,
): Promise<GenerationRecord> {
  const id = createId(createdAt, Math.random);
  const folder = join(storage, 'library/images', id);
  const records = join(storage, 'library/records');
  for (const each of [folder, records]) mkdirSync(each, { recursive: true });
  const png = await getPng(imageSize);
  const images = Array.from({ length: imageCount }, (_, index) => {
    const file = `${index + 1}.png`;
    const content = label(png, `${id} ${file}`);
    writeFileSync(join(folder, file), content);
    return { file, mimeType: 'image/png' as const, ...imageSize, bytes: content.length };
  });
  const record: GenerationRecord = {
    version: 1,
    id,
    createdAt,
    provider: 'octopusx',
    state: 'done',
    finishedAt: createdAt + 12_000,
    ...rest,
    // The smallest size, so that generating again is fast.
    request: { model: 'jimeng-4.0', ...(!request.width && { resolution: '1k' }), ...request },
    images,
  };
  // Written atomically, like the extension does: an incomplete record would be quarantined.
  const temporaryFile = join(records, `${id}.tmp`);
  writeFileSync(temporaryFile, JSON.stringify(record));
  renameSync(temporaryFile, join(records, `${id}.json`));
  return record;
}

/** Adds finished generations of these prompts to the library, created now, the first one newest. */
export async function addGenerations(
  window: Window,
  prompts: readonly string[],
): Promise<GenerationRecord[]> {
  const records: GenerationRecord[] = [];
  for (const prompt of prompts.toReversed()) {
    // Delete the files of an earlier attempt of the test.
    for (const file of recordFiles(window, prompt)) rmSync(file);
    records.unshift(await addGeneration(window, { request: { prompt } }));
  }
  return records;
}

/** Adds finished generations to the library, the first one newest, an hour apart. */
export async function fillLibrary(
  window: Window,
  generations: readonly PastGeneration[],
): Promise<void> {
  const now = Date.now();
  for (const [index, generation] of generations.entries()) {
    await addGeneration(window, { createdAt: now - (index + 1) * hourMs, ...generation });
  }
}

/** Deletes the record of a prompt, as another window would. */
export function removeFromLibrary(window: Window, prompt: string): void {
  rmSync(recordFile(window, prompt));
}

/** The path of the record of a prompt. */
export function recordFile(window: Window, prompt: string): string {
  const [file] = recordFiles(window, prompt);
  if (file === undefined) throw new Error(`No record has the prompt “${prompt}”.`);
  return file;
}

function recordFiles({ storage }: Window, prompt: string): string[] {
  return globSync(join(storage, 'library/records/*.json')).filter((file) =>
    readFileSync(file, 'utf8').includes(JSON.stringify(prompt)),
  );
}

const storedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/** The current record of a generation on disk. */
export function readRecord({ storage }: Window, { id }: GenerationRecord): GenerationRecord {
  return v.parse(
    storedRecordSchema,
    readFileSync(join(storage, 'library/records', `${id}.json`), 'utf8'),
  );
}

/** Files and folders of the library that belong to these generations. */
export function libraryFilesOf(
  { storage }: Window,
  records: readonly GenerationRecord[],
): string[] {
  // globSync ignores files that are deleted in the meantime.
  return globSync('**', { cwd: join(storage, 'library') }).filter((name) =>
    records.some(({ id }) => name.includes(id)),
  );
}

/** The current time, but never the same twice, so that later generations are newer. */
function nextTimestamp(): number {
  lastTimestamp = Math.max(Date.now(), lastTimestamp + 1);
  return lastTimestamp;
}

/** Adds a text to a PNG, so that no two images are equal: inserted into a document, they would be one file. */
function label(png: Buffer, text: string): Buffer {
  const end = png.length - createPngChunk('IEND', Buffer.alloc(0)).length;
  const chunk = createPngChunk('tEXt', Buffer.from(`Comment\0${text}`));
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
}

function getPng(size: Size): Promise<Buffer> {
  const key = `${size.width} × ${size.height}`;
  const png = pngs.get(key) ?? drawPng(size);
  pngs.set(key, png);
  return png;
}

function drawPng(size: Size): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: '#36a' } })
    .png()
    .toBuffer();
}

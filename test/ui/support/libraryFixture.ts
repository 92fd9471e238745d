import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';
import { createId, recordSchema, type GenerationRecord } from '../../../src/library/record.ts';
import type { VsCodeWindow } from '../driver/index.ts';

type Window = Pick<VsCodeWindow, 'storage'>;

/** A generation of the past, as far as it is not like every other one. */
export type PastGeneration = Partial<Omit<GenerationRecord, 'request' | 'images'>> & {
  readonly request: Partial<GenerationRecord['request']> & { readonly prompt: string };
  /** How many pictures it has; one unless given. */
  readonly imageCount?: number;
};

const hourMs = 60 * 60 * 1000;
const imageSize = { width: 640, height: 480 } as const;
let pngPromise: Promise<Buffer> | undefined;
let lastTimestamp = 0;

/** Puts a finished generation into the library of a window, from outside; just now, unless told. */
export async function addGeneration(
  { storage }: Window,
  { request, imageCount = 1, createdAt = nextTimestamp(), ...rest }: PastGeneration,
): Promise<GenerationRecord> {
  const id = createId(createdAt, Math.random);
  const folder = join(storage, 'library/images', id);
  const records = join(storage, 'library/records');
  for (const each of [folder, records]) mkdirSync(each, { recursive: true });
  const png = await (pngPromise ??= drawPng());
  const images = Array.from({ length: imageCount }, (_, index) => {
    const file = `${index + 1}.png`;
    writeFileSync(join(folder, file), png);
    return { file, mimeType: 'image/png' as const, ...imageSize, bytes: png.length };
  });
  const record: GenerationRecord = {
    version: 1,
    id,
    createdAt,
    provider: 'octopusx',
    state: 'done',
    finishedAt: createdAt + 12_000,
    ...rest,
    // The smallest, so that it is quickly made again.
    request: { model: 'jimeng-4.0', ...(!request.width && { resolution: '1k' }), ...request },
    images,
  };
  // Whole at once, as the extension's own: half a record would be set aside.
  const temporaryFile = join(records, `${id}.tmp`);
  writeFileSync(temporaryFile, JSON.stringify(record));
  renameSync(temporaryFile, join(records, `${id}.json`));
  return record;
}

/** Puts finished generations of these prompts into a library just now, the first one newest. */
export async function addGenerations(
  window: Window,
  prompts: readonly string[],
): Promise<GenerationRecord[]> {
  const records: GenerationRecord[] = [];
  for (const prompt of prompts.toReversed()) {
    // A test that is tried again finds what it put there before.
    for (const file of recordFiles(window, prompt)) rmSync(file);
    records.unshift(await addGeneration(window, { request: { prompt } }));
  }
  return records;
}

/** Puts finished generations into a library, the first one newest, an hour apart. */
export async function fillLibrary(
  window: Window,
  generations: readonly PastGeneration[],
): Promise<void> {
  const now = Date.now();
  for (const [index, generation] of generations.entries()) {
    await addGeneration(window, { createdAt: now - (index + 1) * hourMs, ...generation });
  }
}

/** Takes the record of a prompt away, as another window would. */
export function removeFromLibrary(window: Window, prompt: string): void {
  rmSync(recordFile(window, prompt));
}

/** The file of the record of a prompt. */
export function recordFile(window: Window, prompt: string): string {
  const [file] = recordFiles(window, prompt);
  if (file === undefined) throw new Error(`There is no record of “${prompt}”.`);
  return file;
}

function recordFiles({ storage }: Window, prompt: string): string[] {
  return globSync(join(storage, 'library/records/*.json')).filter((file) =>
    readFileSync(file, 'utf8').includes(JSON.stringify(prompt)),
  );
}

const storedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/** A generation's record as it is on disk now. */
export function readRecord({ storage }: Window, { id }: GenerationRecord): GenerationRecord {
  return v.parse(
    storedRecordSchema,
    readFileSync(join(storage, 'library/records', `${id}.json`), 'utf8'),
  );
}

/** Files and folders of the library that still have to do with these generations. */
export function libraryFilesOf(
  { storage }: Window,
  records: readonly GenerationRecord[],
): string[] {
  // Which does not mind what is deleted while it looks.
  return globSync('**', { cwd: join(storage, 'library') }).filter((name) =>
    records.some(({ id }) => name.includes(id)),
  );
}

/** Now, and never the same time twice: the later one is to be newer. */
function nextTimestamp(): number {
  lastTimestamp = Math.max(Date.now(), lastTimestamp + 1);
  return lastTimestamp;
}

function drawPng(): Promise<Buffer> {
  return sharp({ create: { ...imageSize, channels: 3, background: '#36a' } })
    .png()
    .toBuffer();
}

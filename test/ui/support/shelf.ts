import {
  copyFileSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { newId, type GenerationRecord } from '../../../src/library/record.ts';
import type { VsCodeWindow } from '../driver/index.ts';

/** A generation of the past, as far as it is not like every other one. */
export type Past = Partial<Omit<GenerationRecord, 'request' | 'images'>> & {
  readonly request: Partial<GenerationRecord['request']> & { readonly prompt: string };
  /** How many pictures it has; one unless given. */
  readonly pictures?: number;
};

const sides = { width: 640, height: 480 } as const;

/** Puts finished generations into a library, the first one newest, an hour apart. */
export async function fillLibrary(
  { storage }: Pick<VsCodeWindow, 'storage'>,
  pasts: readonly Past[],
): Promise<void> {
  const library = join(storage, 'library');
  const records = join(library, 'records');
  mkdirSync(records, { recursive: true });
  const picture = join(library, 'picture.png');
  const background = '#36a';
  const { size: bytes } = await sharp({ create: { ...sides, channels: 3, background } })
    .png()
    .toFile(picture);
  const now = Date.now();
  for (const [index, { request, pictures = 1, ...rest }] of pasts.entries()) {
    const createdAt = now - (index + 1) * 60 * 60 * 1000;
    const id = newId(createdAt, Math.random);
    const files = Array.from({ length: pictures }, (_, number) => `${number + 1}.png`);
    const images = files.map((file) => ({ file, mimeType: 'image/png', ...sides, bytes }) as const);
    mkdirSync(join(library, 'images', id), { recursive: true });
    for (const file of files) copyFileSync(picture, join(library, 'images', id, file));
    const record: GenerationRecord = {
      version: 1,
      id,
      createdAt,
      provider: 'octopusx',
      state: 'done',
      finishedAt: createdAt + 12_000,
      ...rest,
      request: { model: 'jimeng-4.0', ...request },
      images,
    };
    // Whole at once, as the extension's own: half a record would be set aside.
    const whole = join(library, `${id}.json`);
    writeFileSync(whole, JSON.stringify(record));
    renameSync(whole, join(records, `${id}.json`));
  }
}

/** Takes the record of a prompt away, as another window would. */
export function removeFromLibrary(window: VsCodeWindow, prompt: string): void {
  rmSync(recordFile(window, prompt));
}

/** The file of the record of a prompt. */
export function recordFile({ storage }: Pick<VsCodeWindow, 'storage'>, prompt: string): string {
  const file = globSync(join(storage, 'library/records/*.json')).find((file) =>
    readFileSync(file, 'utf8').includes(JSON.stringify(prompt)),
  );
  if (file === undefined) throw new Error(`There is no record of “${prompt}”.`);
  return file;
}

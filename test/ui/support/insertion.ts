import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { listFiles } from '../../support/listFiles.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { openVsCode, type OpenOptions, type VsCodeWindow } from '../driver/index.ts';
import { addGeneration } from './libraryFixture.ts';

/** The image that is in the library of these windows. */
export const fox = {
  prompt: 'A red fox',
  file: 'images/a-red-fox.png',
  reference: '![A red fox](images/a-red-fox.png)',
} as const;

/** A window, and the generation of its only image. */
export interface InsertionWindow {
  readonly window: VsCodeWindow;
  readonly generation: GenerationRecord;
}

/** Opens a window with these files, and an image in its library. */
export async function openWithFox(
  files: Readonly<Record<string, string>>,
  options: OpenOptions = {},
): Promise<InsertionWindow> {
  let generation: GenerationRecord | undefined;
  const window = await openVsCode({
    ...options,
    fillWorkspace: (workspace) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(workspace, path)), { recursive: true });
        writeFileSync(join(workspace, path), text);
      }
    },
    fillStorage: async (storage) => {
      generation = await addGeneration({ storage }, { request: { prompt: fox.prompt } });
    },
  });
  if (!generation) throw new Error('The library has not been filled.');
  return { window, generation };
}

/** Inserts the image from the palette. */
export function insertFox(window: VsCodeWindow): Promise<void> {
  return window.runCommand('Jimeng: Insert Latest Image');
}

/** Inserts the image, saves the document, and returns its text. */
export async function insertAndSave(window: VsCodeWindow, path: string): Promise<string> {
  await insertFox(window);
  await window.editor.save();
  return window.fileText(path);
}

/** The images in the workspace, relative to it, sorted. */
export function imagesIn({ workspace }: VsCodeWindow): string[] {
  return listFiles(workspace)
    .filter((file) => file.endsWith('.png'))
    .map((file) => relative(workspace, file))
    .sort();
}

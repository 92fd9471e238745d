import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PageScreenshotOptions } from 'playwright-core';
import sharp from 'sharp';
import type { VsCodeWindow } from '../../test/ui/driver/index.ts';
import { resolveProjectPath } from './paths.ts';

const screenshotsFolder = resolveProjectPath('media/screenshots');

/** Saves a screenshot for the README. A palette is enough and reduces the file size to a quarter. */
export async function saveScreenshot(
  window: VsCodeWindow,
  name: string,
  options: PageScreenshotOptions = {},
): Promise<void> {
  mkdirSync(screenshotsFolder, { recursive: true });
  const file = join(screenshotsFolder, `${name}.png`);
  await sharp(await window.page.screenshot(options))
    .png({ palette: true, quality: 90, compressionLevel: 9 })
    .toFile(file);
  console.log(file);
}

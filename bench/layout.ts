import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { resolveProjectPath } from '../scripts/tools/paths.ts';
import { openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { fillLibrary, type PastGeneration } from '../test/ui/support/libraryFixture.ts';

const imageCount = 60;
const panelWidths = [1400, 800, 480, 320];
const windowHeight = 900;
/** Time until the layout has settled after a change of the width. */
const settleMs = 1000;
/** Time until all images in view are drawn, at most. */
const loadTimeoutMs = 30_000;

/** The aspect ratios of each kind of library, which repeat. */
const libraries = {
  mixed: [1, 16 / 9, 9 / 16, 21 / 9, 2 / 3, 4 / 3, 3 / 4],
  portraits: [2 / 3, 9 / 16, 3 / 4, 2 / 3, 9 / 21, 1, 2 / 3],
  panoramas: [21 / 9, 16 / 9, 21 / 9, 3 / 2, 21 / 9, 16 / 9, 4 / 3],
};

const coverageScript = readFileSync(resolveProjectPath('bench/gallery/coverage.js'), 'utf8');
/** What `coverage.js` returns. */
const coverageSchema = v.object({
  width: v.number(),
  share: v.number(),
  images: v.number(),
  isLoaded: v.boolean(),
});
type Coverage = v.InferOutput<typeof coverageSchema>;

/** Measures how much of the gallery is image, by kind of library and width of the panel. */
export async function run(): Promise<void> {
  const table: Record<string, Record<string, string>> = {};
  try {
    for (const [kind, ratios] of Object.entries(libraries)) {
      const row: Record<string, string> = {};
      for (const { width, share, images } of await measureLibrary(ratios))
        row[`${width} px`] = `${Math.round(share * 100)} %, ${images} images`;
      table[kind] = row;
    }
  } finally {
    await closeWindows();
    await closeBrowser();
  }
  console.table(table);
}

async function measureLibrary(ratios: readonly number[]): Promise<Coverage[]> {
  const window = await openVsCode({
    key: { provider: 'octopusx', key: 'bench-key-0123456789' },
    fillStorage: async (storage) => {
      await fillLibrary({ storage }, createGenerations(ratios));
    },
  });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.runCommand('Jimeng: Open Gallery');
  const results: Coverage[] = [];
  for (const width of panelWidths) results.push(await measureWidth(window, width));
  await closeWindows();
  return results;
}

/** One in 9 is a set of four. */
function createGenerations(ratios: readonly number[]): PastGeneration[] {
  return Array.from({ length: imageCount }, (_, n) => {
    const ratio = ratios[n % ratios.length] ?? 1;
    const imageSize =
      ratio > 1
        ? { width: 1000, height: Math.round(1000 / ratio) }
        : { width: Math.round(1000 * ratio), height: 1000 };
    const request = { prompt: `A quiet landscape with a low sun over the hills ${n}` };
    return { request, imageSize, imageCount: n % 9 === 4 ? 4 : 1 };
  });
}

async function measureWidth(window: VsCodeWindow, width: number): Promise<Coverage> {
  const { page } = window;
  const { frame } = await window.gallery();
  const before = v.parse(coverageSchema, await frame.evaluate(coverageScript));
  // VS Code needs some of the window beside the panel.
  const windowWidth = (page.viewportSize()?.width ?? 0) - before.width + width;
  await page.setViewportSize({ width: windowWidth, height: windowHeight });
  for (const deadline = Date.now() + loadTimeoutMs; ;) {
    await page.waitForTimeout(settleMs);
    const coverage = v.parse(coverageSchema, await frame.evaluate(coverageScript));
    if (coverage.isLoaded || Date.now() > deadline) return coverage;
  }
}

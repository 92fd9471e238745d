import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { createTemporaryFolder } from '../scripts/tools/cleanup.ts';
import { resolveProjectPath } from '../scripts/tools/paths.ts';
import { packageExtension } from '../scripts/vscode/packages.ts';
import { openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser, installForAllWindows, sharedBrowser } from '../test/ui/driver/profile.ts';
import type { BenchPage, ScrollResult } from './gallery/benchPage.ts';
import { createLibrary, removeThumbnails } from './gallery/library.ts';
import { releaseMemory, measureHostMegabytes, measurePagesMegabytes } from './gallery/memory.ts';
import {
  measureColdOpenings,
  measureFirstScreen,
  roundCount,
  type ColdOpening,
  type Opening,
} from './gallery/openings.ts';
import { median } from './median.ts';

const defaultSizes = [100, 1000, 10_000];
const searchTexts = ['lighthouse', '橘猫 1', 'snow stove', 'nothing of the kind', 'river 42'];
const scrollFrameCount = 240;
/**
 * Speed of a user who scrolls fast but still looks at the images: about five screens per second.
 */
const readingPixelsPerFrame = 60;
const frameMs = 1000 / 60;

declare const globalThis: BenchPage;

type Row = Record<string, number>;

/**
 * Measures the gallery in a real VS Code with libraries of several sizes and images of 4096 × 4096
 * pixels. Comparing the largest library with the smallest shows what grows with the number of
 * images.
 */
export async function run(requestedSizes: readonly number[]): Promise<void> {
  const sizes = requestedSizes.length > 0 ? requestedSizes : defaultSizes;
  const rows = new Map<string, Row>();
  try {
    await installForAllWindows(
      await packageExtension(
        resolveProjectPath('bench/gallery/emptyWebview'),
        createTemporaryFolder('empty-webview'),
      ),
    );
    rows.set('none', await measureEmptyGallery());
    for (const size of sizes) {
      rows.set(`${size}`, await measureGallery(size));
      console.error(`Measured ${size} generations`);
    }
  } finally {
    await closeWindows();
    await closeBrowser();
  }
  console.table(transposeRows(rows));
}

/** One row per measure, one column per size, and the ratio of the largest size to the smallest. */
function transposeRows(rows: ReadonlyMap<string, Row>): Record<string, Row> {
  const [, first = {}] = rows.values();
  const last = [...rows.values()].at(-1) ?? {};
  const table: Record<string, Row> = {};
  for (const measure of Object.keys(first)) {
    const row: Row = {};
    for (const [size, values] of rows) {
      const value = values[measure];
      if (value !== undefined) row[size] = roundForTable(value);
    }
    const ratio = (last[measure] ?? 0) / (first[measure] ?? 0);
    if (rows.size > 2 && Number.isFinite(ratio)) row['ratio'] = roundForTable(ratio);
    table[measure] = row;
  }
  return table;
}

/** Measures an empty gallery, as a baseline for how fast this machine is at the moment. */
async function measureEmptyGallery(): Promise<Row> {
  const window = await openWindowWith(0);
  const coldOpenings = await measureColdOpenings(window);
  const row = {
    ...summarizeOpenings(coldOpenings),
    ...(await measureMemory(getLast(coldOpenings).frame)),
  };
  await closeWindows();
  return row;
}

async function measureGallery(size: number): Promise<Row> {
  const window = await openWindowWith(size);
  const coldOpenings = await measureColdOpenings(window);
  const { frame } = getLast(coldOpenings);
  const initialMemory = await measureMemory(frame);
  const { searchMs, readingScroll, fastScroll } = await searchAndScroll(frame);
  const memoryAfterScroll = await measureMemory(frame);
  await releaseMemory(await sharedBrowser());
  const memoryAfterRelease = await measureMemory(frame);
  const reopenings: Opening[] = [];
  for (let round = 0; round < roundCount; round++) {
    await window.runCommand('View: Close Editor');
    reopenings.push(await measureFirstScreen(window));
  }
  await window.runCommand('View: Close Editor');
  const library = join(window.storage, 'library');
  const newest = (await readdir(join(library, 'images'))).sort().slice(-60);
  await removeThumbnails(library, newest);
  const openingWithoutThumbnails = await measureFirstScreen(window);
  await closeWindows();
  return {
    ...summarizeOpenings(coldOpenings),
    'opened again, from the command ms': median(
      reopenings.map(({ fromCommandMs }) => fromCommandMs),
    ),
    'opened again, from the page ms': median(reopenings.map(({ fromPageMs }) => fromPageMs)),
    'no thumbnails yet, from the page ms': openingWithoutThumbnails.fromPageMs,
    'search ms, median': median(searchMs),
    'search ms, maximum': Math.max(...searchMs),
    ...summarizeFrames('scrolling at 3,600 pixels/s', readingScroll),
    ...summarizeFrames('end to end in 240 frames', fastScroll),
    ...initialMemory,
    'pages MB after scrolling': memoryAfterScroll['pages MB'],
    'pages MB after scrolling, when memory is low': memoryAfterRelease['pages MB'],
  };
}

function summarizeFrames(
  label: string,
  { frameTimesMs, blankFrames, pendingFrames, emptyCardFrames, longestEmptyRun }: ScrollResult,
): Row {
  const missed = frameTimesMs.map((ms) => Math.max(0, Math.round(ms / frameMs) - 1));
  return {
    [`${label}: frames missed`]: missed.reduce((sum, count) => sum + count),
    [`${label}: longest frame ms`]: Math.max(...frameTimesMs),
    [`${label}: blank frames`]: blankFrames,
    [`${label}: frames with an image still loading`]: pendingFrames,
    [`${label}: frames with an empty card`]: emptyCardFrames,
    [`${label}: longest run of those`]: longestEmptyRun,
  };
}

async function openWindowWith(size: number): Promise<VsCodeWindow> {
  const window = await openVsCode({
    fillStorage: (storage) => createLibrary(join(storage, 'library'), size),
  });
  await window.page.addInitScript({ path: resolveProjectPath('bench/gallery/inPage.js') });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  return window;
}

async function searchAndScroll(frame: Frame) {
  const searchMs: number[] = [];
  for (const text of searchTexts) {
    searchMs.push(await frame.evaluate((text) => globalThis.galleryBench.search(text), text));
    // Wait as a user would: the next word is typed after the images of this one are visible.
    await frame.evaluate(() => globalThis.galleryBench.settle());
  }
  await frame.evaluate(() => globalThis.galleryBench.search(''));
  await frame.evaluate(() => globalThis.galleryBench.settle());
  const readingScroll = await frame.evaluate(
    ([frames, pixels]) => globalThis.galleryBench.scroll(frames, pixels),
    [scrollFrameCount, readingPixelsPerFrame] as const,
  );
  const fastScroll = await frame.evaluate(
    (frames) => globalThis.galleryBench.scroll(frames),
    scrollFrameCount,
  );
  return { searchMs, readingScroll, fastScroll };
}

async function measureMemory(frame: Frame) {
  const heap = await frame.evaluate(() => globalThis.performance.memory.usedJSHeapSize / 2 ** 20);
  return {
    'page heap MB': heap,
    'pages MB': await measurePagesMegabytes(await sharedBrowser()),
    'host MB': measureHostMegabytes(),
  };
}

function summarizeOpenings(coldOpenings: readonly ColdOpening[]): Row {
  const { bytes, thumbnailBytes } = getLast(coldOpenings);
  const fromCommandMs = median(coldOpenings.map((opening) => opening.fromCommandMs));
  const emptyWebviews = coldOpenings.map(({ emptyWebview }) => emptyWebview);
  const emptyWebviewMs = median(emptyWebviews.map((opening) => opening.fromCommandMs));
  return {
    'empty webview, from the command ms': emptyWebviewMs,
    'empty webview, from the page ms': median(emptyWebviews.map(({ fromPageMs }) => fromPageMs)),
    'first screen, from the command ms': fromCommandMs,
    'first screen / empty webview': fromCommandMs / emptyWebviewMs,
    'first screen, from the page ms': median(coldOpenings.map(({ fromPageMs }) => fromPageMs)),
    'message bytes until then': bytes,
    'thumbnail bytes until then': thumbnailBytes,
  };
}

function getLast(openings: readonly ColdOpening[]): ColdOpening {
  const last = openings.at(-1);
  if (!last) throw new Error('The gallery was not opened.');
  return last;
}

function roundForTable(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { inProject } from '../scripts/tools/paths.ts';
import { eventually, openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser, sharedBrowser } from '../test/ui/driver/profile.ts';
import { fillLibrary, removeThumbnails } from './gallery/library.ts';
import { giveBack, hostMegabytes, pagesMegabytes } from './gallery/memory.ts';

const usualSizes = [100, 1000, 10_000];
const searches = ['lighthouse', '橘猫 1', 'snow stove', 'nothing of the kind', 'river 42'];
/** How often each opening is measured; the median counts. */
const rounds = 3;
/** Milliseconds in which VS Code, and what it starts, has come to rest. */
const startMs = 5000;
const scrollFrames = 240;
/** Pixels a frame of who scrolls fast, but looks: some five screens a second. */
const lookingPace = 60;
const frameMs = 1000 / 60;

/** What bench/gallery/inPage.js offers in the page. */
interface InPage {
  readonly galleryBench: {
    readonly began: number;
    readonly firstScreen: number | undefined;
    readonly openingBytes: number;
    readonly thumbnailBytes: number;
    search(text: string): Promise<number>;
    scroll(frames: number, pixels?: number): Promise<Scrolled>;
    settle(): Promise<void>;
  };
  /** When a row of the palette was pressed last. */
  pressedAt: number;
  readonly performance: { readonly memory: { readonly usedJSHeapSize: number } };
}
declare const globalThis: InPage;

/** Frames of a scroll from end to end. */
interface Scrolled {
  /** Milliseconds each took. */
  readonly deltas: number[];
  /** With nothing in sight; with a picture, or a whole card, that was still on its way; most of these in a row. */
  readonly blank: number;
  readonly pending: number;
  readonly awaited: number;
  readonly longest: number;
}

type Row = Record<string, number>;

/**
 * The gallery in a real VS Code with libraries of several sizes, of pictures of 4096 × 4096. The
 * largest beside the smallest shows what grows with the number.
 */
export async function run(asked: readonly number[]): Promise<void> {
  const sizes = asked.length > 0 ? asked : usualSizes;
  const rows = new Map<string, Row>();
  try {
    rows.set('none', await measureEmpty());
    for (const size of sizes) {
      rows.set(`${size}`, await measure(size));
      console.error(`${size} measured`);
    }
  } finally {
    await closeWindows();
    await closeBrowser();
  }
  console.table(byMeasure(rows));
}

/** A row for each measure, a column for each size, and how often the smallest goes into the largest. */
function byMeasure(rows: ReadonlyMap<string, Row>): Record<string, Row> {
  const [, first = {}] = rows.values();
  const last = [...rows.values()].at(-1) ?? {};
  const table: Record<string, Row> = {};
  for (const measure of Object.keys(first)) {
    const row: Row = {};
    for (const [size, values] of rows) {
      const value = values[measure];
      if (value !== undefined) row[size] = rounded(value);
    }
    const ratio = (last[measure] ?? 0) / (first[measure] ?? 0);
    if (rows.size > 2 && Number.isFinite(ratio)) row['ratio'] = rounded(ratio);
    table[measure] = row;
  }
  return table;
}

/** What a gallery costs that shows nothing: how fast this machine is at the moment. */
async function measureEmpty(): Promise<Row> {
  const window = await openWith(0);
  const colds = await openCold(window);
  const row = { ...timesOf(colds), ...(await memory(lastOf(colds).frame)) };
  await closeWindows();
  return row;
}

async function measure(size: number): Promise<Row> {
  const window = await openWith(size);
  const colds = await openCold(window);
  const { frame } = lastOf(colds);
  const atFirst = await memory(frame);
  const { search, looking, scroll } = await use(frame);
  const afterwards = await memory(frame);
  await giveBack(await sharedBrowser());
  const givenBack = await memory(frame);
  const again: Opened[] = [];
  for (let round = 0; round < rounds; round++) {
    await window.runCommand('View: Close Editor');
    again.push(await firstScreen(window));
  }
  await window.runCommand('View: Close Editor');
  const library = join(window.storage, 'library');
  const newest = (await readdir(join(library, 'images'))).sort().slice(-60);
  await removeThumbnails(library, newest);
  const unmade = await firstScreen(window);
  await closeWindows();
  return {
    ...timesOf(colds),
    'opened again, from the command ms': median(again.map(({ fromCommand }) => fromCommand)),
    'opened again, from the page ms': median(again.map(({ fromPage }) => fromPage)),
    'no thumbnails yet, from the page ms': unmade.fromPage,
    'search ms, median': median(search),
    'search ms, worst': Math.max(...search),
    ...framesOf('scrolling at 3,600 pixels/s', looking),
    ...framesOf('end to end in 240 frames', scroll),
    ...atFirst,
    'pages MB after scrolling': afterwards['pages MB'],
    'pages MB after scrolling, and memory being short': givenBack['pages MB'],
  };
}

function framesOf(how: string, { deltas, blank, pending, awaited, longest }: Scrolled): Row {
  const missed = deltas.map((ms) => Math.max(0, Math.round(ms / frameMs) - 1));
  return {
    [`${how}: frames missed`]: missed.reduce((sum, count) => sum + count),
    [`${how}: longest frame ms`]: Math.max(...deltas),
    [`${how}: blank frames`]: blank,
    [`${how}: frames with a picture still to come`]: pending,
    [`${how}: frames with an empty card`]: awaited,
    [`${how}: most such in a row`]: longest,
  };
}

async function openWith(size: number): Promise<VsCodeWindow> {
  const window = await openVsCode({
    fill: (storage) => fillLibrary(join(storage, 'library'), size),
  });
  await window.page.addInitScript({ path: inProject('bench/gallery/inPage.js') });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  return window;
}

/** Opens the gallery for the first time, in windows that have just begun. */
async function openCold(window: VsCodeWindow): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round > 0) await window.runCommand('View: Close Editor');
    await window.reload();
    // What VS Code does when it starts should not be taken for ours.
    await window.page.waitForTimeout(startMs);
    opened.push(await firstScreen(window));
  }
  return opened;
}

interface Opened {
  readonly frame: Frame;
  readonly fromCommand: number;
  readonly fromPage: number;
  readonly bytes: number;
  readonly thumbnailBytes: number;
}

async function open(window: VsCodeWindow): Promise<{ frame: Frame; commanded: number }> {
  await window.runCommand('Jimeng: Open Gallery');
  const commanded = await window.page.evaluate(() => globalThis.pressedAt);
  return { frame: await window.galleryFrame(), commanded };
}

async function firstScreen(window: VsCodeWindow): Promise<Opened> {
  const { frame, commanded } = await open(window);
  const { began, at, ...opened } = await eventually(
    'the first screen',
    () =>
      frame.evaluate(() => {
        const {
          began,
          firstScreen: at,
          openingBytes: bytes,
          thumbnailBytes,
        } = globalThis.galleryBench;
        return at !== undefined && { began, at, bytes, thumbnailBytes };
      }),
    60_000,
  );
  return { frame, fromCommand: at - commanded, fromPage: at - began, ...opened };
}

async function use(frame: Frame) {
  const search: number[] = [];
  for (const text of searches) {
    search.push(await frame.evaluate((text) => globalThis.galleryBench.search(text), text));
    // Nobody types the next word before the pictures of this one have come.
    await frame.evaluate(() => globalThis.galleryBench.settle());
  }
  await frame.evaluate(() => globalThis.galleryBench.search(''));
  await frame.evaluate(() => globalThis.galleryBench.settle());
  const looking = await frame.evaluate(
    ([frames, pixels]) => globalThis.galleryBench.scroll(frames, pixels),
    [scrollFrames, lookingPace] as const,
  );
  const scroll = await frame.evaluate(
    (frames) => globalThis.galleryBench.scroll(frames),
    scrollFrames,
  );
  return { search, looking, scroll };
}

async function memory(frame: Frame) {
  const heap = await frame.evaluate(() => globalThis.performance.memory.usedJSHeapSize / 2 ** 20);
  return {
    'page heap MB': heap,
    'pages MB': await pagesMegabytes(await sharedBrowser()),
    'host MB': hostMegabytes(),
  };
}

function timesOf(colds: readonly Opened[]): Row {
  const { bytes, thumbnailBytes } = lastOf(colds);
  return {
    'first screen, from the command ms': median(colds.map(({ fromCommand }) => fromCommand)),
    'first screen, from the page ms': median(colds.map(({ fromPage }) => fromPage)),
    'opening bytes': bytes,
    'bytes of thumbnails until then': thumbnailBytes,
  };
}

function lastOf(opened: readonly Opened[]): Opened {
  const last = opened.at(-1);
  if (!last) throw new Error('Nothing was opened.');
  return last;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

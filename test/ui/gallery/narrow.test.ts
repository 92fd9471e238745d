import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import type { Gallery, VsCodeWindow } from '../driver/index.ts';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary } from '../support/libraryFixture.ts';

const screenshots = resolveProjectPath('out/screenshots');

/** The properties of elements that the tests use. */
interface PageElement {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly outerHTML: string;
  readonly localName: string;
  scrollIntoView(options: object): void;
  getBoundingClientRect(): Record<'left' | 'right' | 'top' | 'width' | 'height', number>;
  contains(other: PageElement | null): boolean;
  checkVisibility(): boolean;
  closest(selector: string): PageElement | null;
}
declare const document: {
  readonly documentElement: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
  elementFromPoint(x: number, y: number): PageElement | null;
};
declare const innerWidth: number;

/** Lists everything in the page that is unreachable or cut off. */
function layoutProblemsIn(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const problems: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) problems.push(`the page is ${scrollWidth} wide`);
    for (const box of document.querySelectorAll(
      'main, main > :not(h1), section, aside, [role="dialog"]',
    )) {
      if (box.scrollWidth > box.clientWidth)
        problems.push(`scrolls horizontally: ${box.outerHTML}`);
    }
    const overlays = ':is([aria-modal="true"], :popover-open)';
    const isOpen = [...document.querySelectorAll(overlays)].length > 0;
    const within = isOpen ? overlays : ':is(.toolbar, .composer, .empty, .notice, aside)';
    const controls = `${within} :is(button, input, select, textarea)`;
    for (const control of document.querySelectorAll(controls)) {
      // A narrow panel leaves some out, and popovers are closed.
      if (!control.checkVisibility()) continue;
      control.scrollIntoView({ block: 'nearest' });
      const { left, right, top, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const isReachable = control.contains(hit) || hit?.contains(control) === true;
      const tag = control.outerHTML.slice(0, 120);
      if (!isReachable) problems.push(`covered: ${tag}`);
      if (left < 0 || right > innerWidth) problems.push(`outside of the page: ${tag}`);
      const isText = control.localName === 'button' && control.closest('.strip') === null;
      if (isText && control.scrollWidth > control.clientWidth + 1) problems.push(`clipped: ${tag}`);
    }
    return problems;
  });
}

describe('Gallery in a narrow panel', function () {
  this.timeout(300_000);
  const service = useSimulatedService();

  for (const { name, size, isLong } of [
    { name: '300 pixels wide', size: { width: 356, height: 800 }, isLong: false },
    {
      name: '300 pixels wide, in a longer language',
      size: { width: 356, height: 800 },
      isLong: true,
    },
    // At this zoom level, the viewport of the page is half as wide and high.
    { name: 'at 200 %', size: { width: 640, height: 400 }, isLong: false },
    { name: 'at 200 %, in a longer language', size: { width: 640, height: 400 }, isLong: true },
  ]) {
    it(`keeps all controls reachable ${name}`, async () => {
      const window = await service.openWithoutKey();
      if (isLong) await window.page.addInitScript(lengthenStrings);
      await window.runCommand('View: Toggle Primary Side Bar Visibility');
      await window.runCommand('Jimeng: Open Gallery');
      const gallery = await window.gallery();
      await window.page.setViewportSize(size);
      await eventually('the width', async () => {
        const width = await gallery.frame.evaluate(() => innerWidth);
        return size.width > 400 || (width <= 300 && width > 250);
      });
      const problems: string[] = [];
      const inspect = async (state: string) => {
        mkdirSync(screenshots, { recursive: true });
        const file = `${state} ${name}`.replaceAll(/[ %,]+/g, '-');
        await window.screenshot(join(screenshots, `${file}.png`));
        for (const each of await layoutProblemsIn(gallery.frame))
          problems.push(`${state}: ${each}`);
      };
      await visitStates(window, gallery, inspect);
      assert.deepEqual(problems, []);
    });
  }
});

/** The heights of the composer and of the toolbar, in pixels. */
function barHeightsIn(frame: Frame): Promise<number[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll('.composer, .toolbar')].map(
      (bar) => bar.getBoundingClientRect().height,
    ),
  );
}

/** Enters each state of the page that has controls. */
async function visitStates(
  window: VsCodeWindow,
  gallery: Gallery,
  inspect: (state: string) => Promise<void>,
): Promise<void> {
  const { frame } = gallery;
  const { keyboard } = window.page;
  await frame.locator('.empty button').first().waitFor();
  await inspect('empty');
  await fillLibrary(window, [
    { request: { prompt: 'failed' }, imageCount: 0, state: 'failed', failure: { kind: 'noKey' } },
    { request: { prompt: 'a set' }, imageCount: 6, favorite: true },
    { request: { prompt: 'inserted' }, insertions: [{ uri: 'file:///a/long/path/a.md', at: 1 }] },
    ...[...Array(20).keys()].map((n) => ({
      request: { prompt: `number ${n}`, model: 'jimeng-3.1' },
      provider: 'deepwl' as const,
    })),
  ]);
  await frame.locator('.filter-button').waitFor();
  await gallery.card('a set').focus();
  await inspect('grid');
  assert.deepEqual(await barHeightsIn(frame), [84, 36]);
  await gallery.pressKey('a set', 'ControlOrMeta+Space');
  await frame.locator('.selected-count').waitFor();
  await inspect('selection');
  assert.deepEqual(await barHeightsIn(frame), [84, 36]);
  await gallery.clearSelection();
  await frame.locator('.filter-button').click();
  await frame.locator('#filters input').first().waitFor();
  await inspect('filters');
  await keyboard.press('Escape');
  const search = frame.getByRole('searchbox');
  await search.fill('nothing of the kind');
  await frame.locator('.empty button').first().waitFor();
  await inspect('no results');
  await search.fill('');
  await frame.locator('textarea').fill('A cat '.repeat(150));
  await frame.locator('.no-key').waitFor();
  await inspect('composer');
  await frame.locator('[popovertarget="references"]').click();
  await frame.locator('.reference').fill('https://example.com/a/very/long/address/of/a/cat.png');
  await keyboard.press('Enter');
  await frame.locator('.chip').waitFor();
  await inspect('references');
  await frame.locator('.chip button').click();
  await keyboard.press('Escape');
  await frame.locator('textarea').fill('');
  await gallery.card('inserted').focus();
  await keyboard.press('i');
  await frame.locator('aside dl').first().waitFor();
  await inspect('details');
  await keyboard.press('i');
  await keyboard.press('Home');
  await gallery.waitForFocus('a set');
  await keyboard.press('Space');
  await frame.locator('.frame.loaded').waitFor();
  await inspect('viewer');
  await keyboard.press('i');
  await frame.locator('aside dl').first().waitFor();
  await inspect('viewer with details');
  const image = await frame.locator('.stage .frame').boundingBox();
  assert.ok(image && image.width >= 150 && image.height >= 120, JSON.stringify(image));
}

/** Runs in every frame before its own scripts: makes the strings of the page a third longer. */
function lengthenStrings(): void {
  const parse = JSON.parse.bind(JSON);
  const lengthenValue = (value: unknown): unknown => {
    if (typeof value === 'string') return value + '·'.repeat(Math.ceil(value.length / 3));
    if (Array.isArray(value)) return value.map(lengthenValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, lengthenValue(each)]),
    );
  };
  JSON.parse = (text: string, reviver?: (key: string, value: unknown) => unknown) => {
    const value: unknown = parse(text, reviver);
    // The tests find the gallery by its name, so keep that.
    return text.startsWith('{"gallery":')
      ? { ...(lengthenValue(value) as object), gallery: 'Gallery' }
      : value;
  };
}

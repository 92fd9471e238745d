import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { closeWindows, eventually, type Gallery, type VsCodeWindow } from '../driver/index.ts';
import {
  addGeneration,
  addGenerations,
  fillLibrary,
  libraryFilesOf,
} from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

/** The properties of the page that the tests use. */
interface PageElement {
  value: string;
  readonly ariaLabel: string | null;
  getBoundingClientRect(): Record<'left' | 'top' | 'width' | 'height', number>;
  closest(selector: string): PageElement | null;
  scrollTo(options: { readonly top: number }): void;
  dispatchEvent(event: object): boolean;
}
declare const document: {
  readonly activeElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  elementFromPoint(x: number, y: number): PageElement | null;
};
declare const CompositionEvent: new (type: string, options: object) => object;
declare const InputEvent: new (type: string, options: object) => object;
declare const requestAnimationFrame: (callback: () => void) => void;
declare const postMessage: (message: object, targetOrigin: string) => void;

/** More images than the page keeps around those that it shows. */
const manyImages = 300;

describe('What the user does in the gallery', function () {
  this.timeout(120_000);
  const service = useSimulatedService();
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(180_000);
    window = await service.open();
    const imageSize = { width: 64, height: 48 };
    await fillLibrary(
      window,
      [...Array(manyImages).keys()].map((n) => ({ request: { prompt: `Old ${n}` }, imageSize })),
    );
    await window.editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
    await gallery.waitForImage('Old 0');
  });
  beforeEach('start without a notice', () => setNotice(gallery.frame, null));
  after(() => closeWindows());

  it('applies to no failure that has just appeared under the pointer', async () => {
    const hit = watchFirst(gallery.frame, '.attention-row .icon-button');
    await addGeneration(window, {
      request: { prompt: 'A refused cat' },
      imageCount: 0,
      state: 'failed',
      failure: { kind: 'promptRefused' },
      finishedAt: Date.now(),
    });
    assert.deepEqual(await hit, { button: false, card: false });
    // Its reason can be selected and copied, and is no image.
    const row = gallery.failure('A refused cat');
    await row.locator('.attention-title').click();
    const reason = row.locator('.attention-reason').last();
    await reason.click({ clickCount: 3 });
    await window.page.keyboard.press('ControlOrMeta+KeyC');
    assert.equal((await window.clipboardText()).trim(), (await reason.innerText()).trim());

    // A moment later, the button works.
    await row.getByRole('button', { name: /^Delete/ }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('applies to no card that a notice has just moved, and what is in view stays there', async () => {
    const { frame } = gallery;
    await scrollTo(frame, 600);
    const card = gallery.card(await firstPromptInView(frame));
    await eventually('no moves', async () => (await frame.locator('main > .moved').count()) === 0);
    const top = async () => Math.round((await card.boundingBox())?.y ?? 0);
    const before = await top();
    const hit = watchFirst(frame, '.library-notice');
    await setNotice(frame, 'The library is in another folder.');
    assert.deepEqual(await hit, { button: false, card: false });
    // The heights of texts are no whole pixels.
    assert.ok(Math.abs((await top()) - before) <= 1);
    await setNotice(frame, null);
    await frame.locator('.library-notice').waitFor({ state: 'detached' });
    await eventually('no moves', async () => (await frame.locator('main > .moved').count()) === 0);
    assert.ok(Math.abs((await top()) - before) <= 1);
  });

  it('applies by key to what is selected, also if that was scrolled away', async () => {
    const { frame } = gallery;
    await scrollTo(frame, 0);
    const prompts = ['A red sock', 'A blue sock'];
    const records = await addGenerations(window, prompts);
    for (const prompt of prompts) {
      await gallery.waitForImage(prompt);
      await gallery.toggleSelection(prompt);
    }
    await scrollTo(frame, 1_000_000);
    await gallery.waitForImage(`Old ${manyImages - 1}`);
    await gallery.card('A red sock').waitFor({ state: 'detached' });
    await frame
      .getByRole('group', { name: 'Selection', exact: true })
      .getByRole('button', { name: 'Clear Selection', exact: true })
      .focus();
    await window.page.keyboard.press('Delete');
    await eventually('no records of them', () =>
      libraryFilesOf(window, records).every((file) => !file.startsWith('records/')),
    );
    await window.clearNotifications();
    await scrollTo(frame, 0);
  });

  it('searches for what an input method has finished, not for what it composes', async () => {
    const { frame } = gallery;
    const searchBox = frame.getByRole('searchbox', { name: 'Search prompts' });
    await searchBox.focus();
    await compose(frame, 'dengta');
    // If the text had been searched for, drawing again would reset the box.
    await setNotice(frame, 'Drawn again');
    await frame.locator('.library-notice').waitFor();
    assert.equal(await searchBox.inputValue(), 'dengta');
    await gallery.card('Old 0').waitFor();
    await endComposition(frame, 'Old 29');
    await gallery.card('Old 0').waitFor({ state: 'detached' });
    await gallery.card('Old 29').waitFor();
    await setNotice(frame, null);
    await searchBox.fill('');
    await gallery.card('Old 0').waitFor();
  });
});

/**
 * Waits for the first element of a selector, and returns what a click there and on the first card in view would hit
 * in that moment.
 */
function watchFirst(frame: Frame, selector: string): Promise<{ button: boolean; card: boolean }> {
  return frame.evaluate(
    (selector) =>
      new Promise<{ button: boolean; card: boolean }>((resolve) => {
        const hits = (element: PageElement, target: string) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + height / 2);
          return (hit?.closest(target) ?? null) !== null;
        };
        const check = () => {
          const found = document.querySelector(selector);
          const { top } = document.querySelector('main > section')?.getBoundingClientRect() ?? {};
          const card = [...document.querySelectorAll('article')].find(
            (each) => each.getBoundingClientRect().top >= (top ?? 0),
          );
          if (!found || !card) requestAnimationFrame(check);
          // What is drawn is shown, and can be clicked, after the frame.
          else
            setTimeout(() => {
              resolve({ button: hits(found, 'button'), card: hits(card, 'article') });
            });
        };
        check();
      }),
    selector,
  );
}

/** Scrolls the grid to a position in pixels, and waits until that is drawn. */
async function scrollTo(frame: Frame, top: number): Promise<void> {
  await frame.evaluate((top) => {
    document.querySelector('main > section')?.scrollTo({ top });
    return new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        requestAnimationFrame(resolve);
      });
    });
  }, top);
}

/** The prompt of the first card that is in view as a whole. */
function firstPromptInView(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const top = document.querySelector('main > section')?.getBoundingClientRect().top ?? 0;
    const cards = [...document.querySelectorAll('article')];
    return cards.find((card) => card.getBoundingClientRect().top >= top)?.ariaLabel ?? '';
  });
}

/** Shows a notice about the library, or none, as the host does. */
async function setNotice(frame: Frame, text: string | null): Promise<void> {
  await frame.evaluate((text) => {
    const notice = text === null ? null : { text, actions: [], isUnavailable: false };
    postMessage({ type: 'libraryNotice', notice }, '*');
  }, text);
}

/** Composes text in the focused field, as an input method does. */
async function compose(frame: Frame, text: string): Promise<void> {
  await frame.evaluate((text) => {
    const field = document.activeElement;
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  }, text);
}

/** Finishes the composition in the focused field with another text. */
async function endComposition(frame: Frame, text: string): Promise<void> {
  await frame.evaluate((text) => {
    const field = document.activeElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  }, text);
}

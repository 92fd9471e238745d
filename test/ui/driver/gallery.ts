import { isDeepStrictEqual } from 'node:util';
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { chooseMenuItem, hasMenuItem } from './contextMenu.ts';

/** The properties of an image element that tests use. */
interface ImageElement {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly dataset: { readonly size?: string };
}

/** The properties of the scrolling element and of a card that tests use. */
interface ScrollingElement {
  scrollTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
}
interface CardElement {
  readonly ariaLabel: string | null;
  readonly dataset: { readonly position: string };
}
declare const requestAnimationFrame: (callback: () => void) => void;

/** The page of the gallery, until the window is reloaded. */
export class Gallery {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** The cards of a prompt, newest first. */
  card(prompt: string): Locator {
    return this.frame.getByRole('article', { name: prompt, exact: true });
  }

  /**
   * The prompts of all cards, newest first. Scrolls through the gallery, which only renders cards
   * near the visible area.
   */
  async prompts(): Promise<string[]> {
    const prompts: string[] = [];
    const scroller = this.frame.getByRole('region', { name: 'Gallery', exact: true });
    for (let top = 0, isEnd = false; !isEnd; top += 300) {
      isEnd = await scroller.evaluate((element: ScrollingElement, top) => {
        element.scrollTop = top;
        return top + element.clientHeight >= element.scrollHeight;
      }, top);
      const cards = await this.frame.getByRole('article').evaluateAll(
        (cards: CardElement[]) =>
          // Cards that became visible are rendered by the second frame.
          new Promise<[string, string][]>((resolve) => {
            const report = () => {
              resolve(cards.map(({ dataset, ariaLabel }) => [dataset.position, ariaLabel ?? '']));
            };
            requestAnimationFrame(() => {
              requestAnimationFrame(report);
            });
          }),
      );
      for (const [position, prompt] of cards) prompts[Number(position)] = prompt;
    }
    return prompts;
  }

  /** Scrolls down until the card of a prompt is visible. The card may be far away. */
  async scrollToCard(prompt: string): Promise<void> {
    const scroller = this.frame.getByRole('region', { name: 'Gallery', exact: true });
    await eventually(`the card “${prompt}”`, async () => {
      if ((await this.card(prompt).count()) > 0) return true;
      await scroller.evaluate((element: ScrollingElement) => {
        element.scrollTop += element.clientHeight;
      });
      return false;
    });
    await this.card(prompt).scrollIntoViewIfNeeded();
  }

  /** Shows only prompts with these words, or all for an empty text. */
  async search(text: string): Promise<void> {
    await this.frame.getByRole('searchbox', { name: 'Search prompts' }).fill(text);
  }

  /** Clicks a button of a prompt's card, by its full name. */
  async pressButton(prompt: string, button: string): Promise<void> {
    const card = this.card(prompt);
    // Its buttons do not react to the pointer before they are shown.
    await card.hover();
    await card.getByRole('button', { name: button, exact: true }).click();
  }

  /** Chooses from the menu of a prompt's card, by the full title of the item. */
  async chooseFromMenu(prompt: string, title: string): Promise<void> {
    const card = this.card(prompt);
    const button = card.getByRole('button', { name: 'More Actions…', exact: true });
    await card.waitFor();
    await this.#chooseFromMenu(title, async () => {
      // While anything is selected, cards have no buttons.
      if (!(await button.isVisible())) await openMenuOf(card);
      else {
        await card.hover();
        await button.click();
      }
    });
  }

  /** Chooses from the context menu of the image of a prompt's card. */
  async chooseFromImageMenu(prompt: string, title: string): Promise<void> {
    await this.waitForImage(prompt);
    await this.#chooseFromMenu(title, () => openMenuOf(this.#image(prompt)));
  }

  /** Presses a key while a prompt's card has the focus. */
  async pressKey(prompt: string, key: string): Promise<void> {
    await this.card(prompt).press(key);
  }

  /** Toggles the selection of a prompt's card with its checkbox. */
  async toggleSelection(prompt: string): Promise<void> {
    await this.card(prompt).hover();
    await this.card(prompt).getByRole('checkbox', { name: 'Select', exact: true }).click();
  }

  /** Waits until exactly these cards are selected, of those that are rendered. */
  async waitForSelection(...prompts: readonly string[]): Promise<void> {
    const checked = this.frame.getByRole('checkbox', { name: 'Select', checked: true });
    const cards = this.frame.getByRole('article').filter({ has: checked });
    await eventually(`${prompts.length} cards to be selected`, async () => {
      const names = await cards.evaluateAll((elements: CardElement[]) =>
        elements.map(({ ariaLabel }) => ariaLabel ?? ''),
      );
      return isDeepStrictEqual(names.sort(), [...prompts].sort());
    });
  }

  /** Clears the selection. */
  async clearSelection(): Promise<void> {
    await this.frame.getByRole('article').first().press('Escape');
    await this.waitForSelection();
  }

  /** Waits until a prompt's card has the focus. */
  async waitForFocus(prompt: string): Promise<void> {
    await this.card(prompt).and(this.frame.locator(':focus')).waitFor();
  }

  /**
   * Drags the image of a prompt's card to a target in the window.
   * @param beforeDrop called while the image is over the target
   */
  async dragImage(
    prompt: string,
    target: Locator,
    beforeDrop?: () => Promise<void>,
  ): Promise<void> {
    await this.waitForImage(prompt);
    // A card that has just moved ignores the pointer.
    await this.card(prompt).and(this.frame.locator(':not(.moved)')).waitFor();
    const [from, to] = [await this.#image(prompt).boundingBox(), await target.boundingBox()];
    if (!from || !to) throw new Error('The image or the drop target is not visible.');
    const { mouse } = this.frame.page();
    await mouse.move(from.x + 8, from.y + 8);
    await mouse.down();
    await mouse.move(from.x, from.y + 40, { steps: 4 });
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
    await beforeDrop?.();
    await mouse.up();
    // VS Code blocks mouse events in the page until the next one outside.
    await mouse.move(to.x + to.width / 2, to.y);
  }

  /** Opens the menu again until it has the item: the page may not know the latest state yet. */
  async #chooseFromMenu(title: string, open: () => Promise<void>): Promise<void> {
    const page = this.frame.page();
    await eventually(`a menu with “${title}”`, async () => {
      await open();
      if (await hasMenuItem(page, title)) return true;
      await page.keyboard.press('Escape');
      return false;
    });
    await chooseMenuItem(page, title);
  }

  #image(prompt: string): Locator {
    return this.card(prompt).getByRole('img', { name: prompt, exact: true });
  }

  /** Waits until the card of a prompt shows its thumbnail. Returns the size of the full image. */
  async waitForImage(prompt: string): Promise<string> {
    const image = this.#image(prompt);
    await image.waitFor({ timeout: 45_000 });
    return eventually(`the thumbnail of “${prompt}”`, () =>
      image.evaluate(({ complete, naturalWidth, dataset }: ImageElement) =>
        complete && naturalWidth > 0 ? dataset.size : undefined,
      ),
    );
  }

  /** Waits for the card of a generation. */
  async waitForCard(id: string): Promise<void> {
    await this.frame.locator(`article[id="${id}"]`).waitFor();
  }

  /** The row of a failed generation above the grid, which is the only one with its cause. */
  failure(prompt: string): Locator {
    const title = this.frame.getByRole('button', { name: `${prompt} · ` });
    return this.frame.locator('.attention li[data-key]').filter({ has: title });
  }

  /** Waits until a failed generation is shown above the grid with this reason. */
  async waitForFailure(prompt: string, reason: string | RegExp): Promise<void> {
    const heading = this.frame.getByRole('button', { name: /^Needs attention/ });
    const title = this.failure(prompt).locator('.attention-title');
    await eventually(`the failure of “${prompt}”`, async () => {
      if ((await heading.count()) === 0) return false;
      if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click();
      if ((await title.count()) === 0) return false;
      const text = (await title.getAttribute('title')) ?? '';
      return typeof reason === 'string' ? text.includes(reason) : reason.test(text);
    });
  }

  /** Presses the button with the remedy of a failed generation. */
  async pressRemedy(prompt: string, button: string): Promise<void> {
    await this.failure(prompt).getByRole('button', { name: button, exact: true }).click();
  }

  /** Chooses from the context menu of a failed generation. */
  async chooseFromFailureMenu(prompt: string, title: string): Promise<void> {
    const row = this.failure(prompt).locator('.attention-title');
    await this.#chooseFromMenu(title, () => row.click({ button: 'right' }));
  }

  /** Waits until the card shows that it is running. */
  async waitForRunning(prompt: string): Promise<void> {
    await this.card(prompt).getByRole('progressbar').waitFor();
  }
}

/** Opens the context menu of an element, not in its center, where the buttons of an image are. */
function openMenuOf(target: Locator): Promise<void> {
  return target.click({ button: 'right', position: { x: 4, y: 40 } });
}

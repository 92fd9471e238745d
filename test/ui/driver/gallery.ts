import type { Frame, Locator } from 'playwright-core';

/** An image element, as far as a test looks into it. */
interface ImageElement {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly naturalHeight: number;
}

/** The gallery's page, as it stands until the window is loaded anew. */
export class Gallery {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** The cards of a prompt, newest first. */
  card(prompt: string): Locator {
    return this.frame.getByRole('article', { name: prompt, exact: true });
  }

  /** The prompts of all cards, newest first. */
  prompts(): Promise<string[]> {
    return this.frame
      .getByRole('article')
      .evaluateAll((cards: { ariaLabel: string | null }[]) =>
        cards.map(({ ariaLabel }) => ariaLabel ?? ''),
      );
  }

  /** Presses a button of a prompt's card, by its whole name. */
  async press(prompt: string, button: string): Promise<void> {
    await this.card(prompt).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until the card shows its picture, and returns the picture's size as it was drawn from. */
  async picture(prompt: string): Promise<string> {
    const image = this.card(prompt).getByRole('img', { name: prompt, exact: true });
    await image.waitFor({ timeout: 45_000 });
    // A picture out of sight is not even loaded.
    await image.scrollIntoViewIfNeeded();
    return image.evaluate(async (element: ImageElement & { decode(): Promise<void> }) => {
      await element.decode();
      return `${element.naturalWidth} × ${element.naturalHeight}`;
    });
  }

  /** Waits until the card says this as the reason of its failure. */
  async failure(prompt: string, reason: string | RegExp): Promise<void> {
    await this.card(prompt)
      .and(this.frame.locator('[data-state="failed"]'))
      .filter({ hasText: reason })
      .waitFor();
  }

  /** Waits until the card shows that it is under way. */
  async running(prompt: string): Promise<void> {
    await this.card(prompt).getByRole('progressbar').waitFor();
  }
}

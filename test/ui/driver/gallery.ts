import type { Frame, Locator } from 'playwright-core';
import { eventually } from './eventually.ts';

/** An image element, as far as a test looks into it. */
interface ImageElement {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly dataset: { readonly size?: string };
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

  /** Waits until the card shows its picture, small, and returns the size of the picture itself. */
  async picture(prompt: string): Promise<string> {
    const image = this.card(prompt).getByRole('img', { name: prompt, exact: true });
    await image.waitFor({ timeout: 45_000 });
    return eventually(`the thumbnail of “${prompt}”`, () =>
      image.evaluate(({ complete, naturalWidth, dataset }: ImageElement) =>
        complete && naturalWidth > 0 ? dataset.size : undefined,
      ),
    );
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

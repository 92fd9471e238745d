import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';

/** The composer, as a user sees it. */
export interface Composer {
  readonly prompt: Locator;
  readonly generate: Locator;
  /** The input for the URL of a reference image. */
  readonly reference: Locator;
  /** The buttons that remove a reference image. */
  readonly removeButtons: Locator;
  /** A size, ratio, or number of images. */
  readonly option: (name: string) => Locator;
  readonly waitForText: (text: string | RegExp) => Promise<void>;
  /** Waits until the prompt has this value. */
  readonly waitForPrompt: (prompt: string) => Promise<void>;
}

/** The composer in the page of the gallery. */
export function composerIn(frame: Frame): Composer {
  const composer = frame.getByRole('form', { name: 'New Image' });
  const prompt = composer.getByRole('textbox', { name: 'Prompt', exact: true });
  return {
    prompt,
    generate: composer.getByRole('button', { name: 'Generate', exact: true }),
    reference: composer.getByRole('textbox', { name: 'Add the URL of a reference image' }),
    removeButtons: composer.getByRole('button', { name: /^Remove / }),
    option: (name) => composer.getByRole('radio', { name, exact: true }),
    waitForText: (text) => composer.getByText(text).waitFor(),
    waitForPrompt: async (text) => {
      await eventually(`“${text}”`, async () => (await prompt.inputValue()) === text);
    },
  };
}

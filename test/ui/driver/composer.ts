import type { Frame, Locator } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The parts of the composer, as a person knows them. */
export interface Composer {
  readonly prompt: Locator;
  readonly generate: Locator;
  /** The field for the address of a reference picture. */
  readonly reference: Locator;
  /** The buttons that take reference pictures away, one for each. */
  readonly removeButtons: Locator;
  /** A size, a ratio or a number of pictures. */
  readonly option: (name: string) => Locator;
  readonly waitForText: (text: string | RegExp) => Promise<void>;
  /** Waits until this is the prompt. */
  readonly waitForPrompt: (prompt: string) => Promise<void>;
}

/** The composer in the gallery's page. */
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

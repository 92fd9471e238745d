import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';

/** The name of an option's list. */
type OptionName = 'Model' | 'Resolution' | 'Aspect ratio' | 'Number of images';

/** The properties of a list that tests use. */
interface ListElement {
  readonly selectedOptions: readonly { readonly label: string }[];
}

/** The composer, as a user sees it. */
export interface Composer {
  readonly prompt: Locator;
  readonly generate: Locator;
  /** Shows the reference images. */
  readonly openReferences: () => Promise<void>;
  /** The input for the URL of a reference image, while they are shown. */
  readonly reference: Locator;
  /** The buttons that remove a reference image, which may not be shown. */
  readonly removeButtons: Locator;
  /** The list of an option, such as `Resolution`. */
  readonly option: (name: OptionName) => Locator;
  /** What is selected in it, such as `2K`. */
  readonly selected: (name: OptionName) => Promise<string | undefined>;
  readonly waitForText: (text: string | RegExp) => Promise<void>;
  /** Waits until the prompt has this value. */
  readonly waitForPrompt: (prompt: string) => Promise<void>;
}

/** The composer in the page of the gallery. */
export function composerIn(frame: Frame): Composer {
  const composer = frame.getByRole('form', { name: 'New Image' });
  const prompt = composer.getByRole('textbox', { name: 'Prompt', exact: true });
  const option = (name: OptionName) => composer.getByRole('combobox', { name, exact: true });
  return {
    prompt,
    generate: composer.getByRole('button', { name: 'Generate', exact: true }),
    reference: composer.getByRole('textbox', { name: 'Add the URL of a reference image' }),
    openReferences: () => composer.getByRole('button', { name: /^Reference images/ }).click(),
    removeButtons: composer.getByRole('button', { name: /^Remove /, includeHidden: true }),
    option,
    selected: (name) =>
      option(name).evaluate((list: ListElement) => list.selectedOptions[0]?.label),
    waitForText: (text) => composer.getByText(text).waitFor(),
    waitForPrompt: async (text) => {
      await eventually(`“${text}”`, async () => (await prompt.inputValue()) === text);
    },
  };
}

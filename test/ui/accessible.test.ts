import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../scripts/tools/paths.ts';
import { sampleKey } from '../../scripts/tools/simulated.ts';
import type { Gallery, VsCodeWindow } from './driver/index.ts';
import { faultsIn } from './support/axe.ts';
import { simulatedService } from './support/service.ts';
import { fillLibrary, type Past } from './support/shelf.ts';

const screenshots = inProject('out/screenshots');

/** What a webview's body says of itself in each theme. */
const themes = {
  vs: 'vscode-light',
  'vs-dark': 'vscode-dark',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
} as const;

const underWay = 'A lighthouse that takes its time';
const pasts: readonly Past[] = [
  { request: { prompt: 'refused' }, pictures: 0, state: 'failed', failure: { kind: 'noKey' } },
  { request: { prompt: 'A set of four' }, pictures: 4, favorite: true },
  { request: { prompt: 'left' }, insertions: [{ uri: 'file:///a.md', at: 1 }] },
  { request: { prompt: 'right', model: 'jimeng-3.1' }, favorite: true },
  ...Array.from({ length: 60 }, (_, n) => ({ request: { prompt: `number ${n} of so many` } })),
];

/** A state of the page: brings it about, and goes back to the grid. */
interface State {
  readonly enter: (gallery: Gallery) => Promise<unknown>;
  readonly leave?: (gallery: Gallery) => Promise<unknown>;
}
const escape = async ({ frame }: Gallery) => {
  await frame.page().keyboard.press('Escape');
};
const press = async (gallery: Gallery, prompt: string, key: string) => {
  await gallery.card(prompt).focus();
  await gallery.frame.page().keyboard.press(key);
};

const states: Readonly<Record<string, State>> = {
  many: {
    enter: async (gallery) => {
      await gallery.running(underWay);
      await gallery.failure('refused', 'No API key is set');
      await gallery.picture('A set of four', 4);
      await gallery.card('left').focus();
    },
  },
  chosen: {
    enter: async (gallery) => {
      await press(gallery, 'left', 'Control+A');
      await gallery.frame.getByText('65 selected').waitFor();
    },
    leave: escape,
  },
  large: {
    enter: async (gallery) => {
      await press(gallery, 'A set of four', 'Space');
      await gallery.frame.locator('.frame.whole').waitFor();
    },
  },
  'large with details': {
    enter: async ({ frame }) => {
      await frame.getByRole('dialog').press('i');
      await frame.getByRole('complementary', { name: 'Details' }).locator('dl').waitFor();
    },
    leave: async (gallery) => {
      await gallery.frame.getByRole('dialog').press('i');
      await gallery.frame.getByRole('dialog').press('Escape');
      await gallery.frame.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  compare: {
    enter: async (gallery) => {
      await press(gallery, 'left', 'Control+Space');
      await press(gallery, 'right', 'Control+Space');
      await press(gallery, 'right', 'c');
      await gallery.frame.locator('.side.right .whole').waitFor();
      await gallery.frame.locator('.side.left .whole').waitFor();
    },
    leave: async (gallery) => {
      await escape(gallery);
      await gallery.frame.getByRole('dialog').waitFor({ state: 'detached' });
      await escape(gallery);
    },
  },
  details: {
    enter: async (gallery) => {
      await press(gallery, 'left', 'i');
      await gallery.frame.getByRole('button', { name: 'a.md' }).waitFor();
    },
    leave: (gallery) => press(gallery, 'left', 'i'),
  },
  keys: { enter: (gallery) => press(gallery, 'left', '?'), leave: escape },
  composer: {
    enter: async ({ frame }) => {
      await frame.getByRole('textbox', { name: 'Prompt' }).fill('A cat in the window');
      const reference = frame.getByRole('textbox', { name: /^Add the URL/ });
      for (const address of ['https://example.com/a/cat.png', 'https://example.com/b.png']) {
        await reference.fill(address);
        await reference.press('Enter');
      }
      await frame.getByText(/^OctopusX · about/).waitFor();
    },
  },
  'composer with a fault': {
    enter: async ({ frame }) => {
      const reference = frame.getByRole('textbox', { name: /^Add the URL/ });
      await reference.fill('not-an-address');
      await reference.press('Enter');
      await frame.locator('.fault').waitFor();
    },
    leave: async ({ frame }) => {
      const removals = frame.getByRole('button', { name: /^Remove / });
      while ((await removals.count()) > 0) await removals.first().click();
      await frame.getByRole('textbox', { name: 'Prompt' }).fill('');
    },
  },
  'no match': {
    enter: async (gallery) => {
      await gallery.find('nothing of the kind');
      await gallery.frame.getByRole('heading', { name: 'No matching images' }).waitFor();
    },
    leave: async ({ frame }) => {
      await frame.locator('.empty').getByRole('button', { name: 'Clear' }).click();
      await frame.getByRole('article').first().waitFor();
    },
  },
  unanswered: {
    enter: async ({ frame }) => {
      await frame.evaluate(
        `postMessage({ type: 'failed', question: 'details', reason: 'Unable to read the library (EIO).' })`,
      );
      await frame.getByRole('alert').waitFor();
    },
    leave: async ({ frame }) => {
      await frame.getByRole('alert').getByRole('button', { name: 'Retry', exact: true }).click();
      await frame.getByRole('alert').waitFor({ state: 'detached' });
    },
  },
};

describe('the gallery for everyone', function () {
  this.timeout(580_000);
  const service = simulatedService();

  it('has nothing that axe finds fault with, in any state and any theme', async () => {
    const window = await service.openWithoutKey({
      settings: { 'workbench.reduceMotion': 'on' },
      // Where the folder of the records should be.
      fill: (storage) => {
        mkdirSync(join(storage, 'library'), { recursive: true });
        writeFileSync(join(storage, 'library/records'), '');
        return Promise.resolve();
      },
    });
    mkdirSync(screenshots, { recursive: true });
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const { frame } = gallery;
    const faults = new Map<string, string[]>();
    const look = async (theme: string, state: string) => {
      await window.screenshot(join(screenshots, `${state.replaceAll(' ', '-')}-${theme}.png`));
      for (const fault of await faultsIn(frame)) {
        faults.set(fault, [...(faults.get(fault) ?? []), `${state}, ${theme}`]);
      }
    };
    const inEachTheme = async (visit: (theme: keyof typeof themes) => Promise<void>) => {
      for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
        await window.setTheme(theme);
        await frame.locator(`body[data-vscode-theme-kind="${themes[theme]}"]`).waitFor();
        await visit(theme);
      }
    };

    const standIn = frame.locator('.empty');
    const retry = standIn.getByRole('button', { name: 'Retry', exact: true });
    await retry.waitFor();
    await inEachTheme((theme) => look(theme, 'unreadable'));

    rmSync(join(window.storage, 'library/records'));
    await retry.click();
    const setKey = standIn.getByRole('button', { name: 'Set API Key…', exact: true });
    await setKey.waitFor();
    await inEachTheme((theme) => look(theme, 'no key'));

    await setKey.click();
    await giveKey(window);
    await standIn.getByRole('button', { name: 'Generate Image…', exact: true }).waitFor();
    await inEachTheme((theme) => look(theme, 'empty'));

    await fillLibrary(window, pasts);
    await gallery.card('left').waitFor();
    await service.gateway.configure({ latencyMs: 600_000 });
    await frame.getByRole('textbox', { name: 'Prompt' }).fill(underWay);
    await window.page.keyboard.press('Control+Enter');
    await inEachTheme(async (theme) => {
      for (const [name, { enter, leave }] of Object.entries(states)) {
        await enter(gallery);
        await look(theme, name);
        await leave?.(gallery);
      }
    });
    const told = [...faults].map(([fault, places]) => `${fault}\n(${places.join('; ')})`);
    assert.equal(told.join('\n\n'), '');
  });
});

async function giveKey({ quickInput }: VsCodeWindow): Promise<void> {
  await quickInput.question('API Key for OctopusX');
  await quickInput.answer(sampleKey);
}

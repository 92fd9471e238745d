import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { composerIn, type Gallery, type VsCodeWindow } from '../driver/index.ts';
import { themes } from '../driver/window.ts';
import { axeViolationsIn } from '../support/axe.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary, type PastGeneration } from '../support/libraryFixture.ts';

const screenshots = resolveProjectPath('out/screenshots');

const runningPrompt = 'A lighthouse that is still running';
const generations: readonly PastGeneration[] = [
  { request: { prompt: 'failed' }, imageCount: 0, state: 'failed', failure: { kind: 'noKey' } },
  { request: { prompt: 'A set of four' }, imageCount: 4, favorite: true },
  { request: { prompt: 'left' }, insertions: [{ uri: 'file:///a.md', at: 1 }] },
  { request: { prompt: 'right', model: 'jimeng-3.1' }, favorite: true },
  ...Array.from({ length: 60 }, (_, n) => ({ request: { prompt: `number ${n} of many` } })),
];

/** A state of the page: how to enter it and how to go back to the grid. */
interface State {
  readonly enter: (gallery: Gallery) => Promise<unknown>;
  readonly leave?: (gallery: Gallery) => Promise<unknown>;
}
const pressEscape = async ({ frame }: Gallery) => {
  await frame.page().keyboard.press('Escape');
};
const pressKeyOnCard = async (gallery: Gallery, prompt: string, key: string) => {
  await gallery.card(prompt).focus();
  await gallery.frame.page().keyboard.press(key);
};

/** Presses Ctrl+A in the page, which receives an error before the host's response. */
const failToSelectAll = `
  crypto.randomUUID = () => {
    delete crypto.randomUUID;
    const id = crypto.randomUUID();
    postMessage({ type: 'response', id, error: 'Unable to read the library (EIO).' });
    return id;
  };
  document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }),
  );
`;

const states: Readonly<Record<string, State>> = {
  grid: {
    enter: async (gallery) => {
      await gallery.waitForRunning(runningPrompt);
      await gallery.waitForFailure('failed', 'No API key is set');
      await gallery.waitForImage('A set of four');
      await gallery.card('left').focus();
    },
  },
  selection: {
    enter: async (gallery) => {
      await pressKeyOnCard(gallery, 'left', 'Control+A');
      await gallery.frame.locator('.selected-count', { hasText: '64 selected' }).waitFor();
    },
    leave: pressEscape,
  },
  viewer: {
    enter: async (gallery) => {
      await pressKeyOnCard(gallery, 'A set of four', 'Space');
      await gallery.frame.locator('.frame.loaded').waitFor();
    },
  },
  'viewer with details': {
    enter: async ({ frame }) => {
      await frame.getByRole('dialog').press('i');
      await frame.getByRole('complementary', { name: 'Details' }).locator('dl').first().waitFor();
    },
    leave: async (gallery) => {
      await gallery.frame.getByRole('dialog').press('i');
      await gallery.frame.getByRole('dialog').press('Escape');
      await gallery.frame.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  compare: {
    enter: async (gallery) => {
      await pressKeyOnCard(gallery, 'left', 'Control+Space');
      await pressKeyOnCard(gallery, 'right', 'Control+Space');
      await pressKeyOnCard(gallery, 'right', 'c');
      await gallery.frame.locator('.side.right .loaded').waitFor();
      await gallery.frame.locator('.side.left .loaded').waitFor();
    },
  },
  'compare side by side': {
    enter: async ({ frame }) => {
      await frame.getByRole('dialog').press('s');
      await frame.locator('.half .loaded').nth(1).waitFor();
    },
    leave: async (gallery) => {
      await pressEscape(gallery);
      await gallery.frame.getByRole('dialog').waitFor({ state: 'detached' });
      await pressEscape(gallery);
    },
  },
  filters: {
    enter: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Filters', exact: true }).click();
      await frame.getByRole('checkbox', { name: /^Favorites/ }).waitFor();
    },
    leave: async ({ frame }) => {
      await frame.getByRole('dialog', { name: 'Filters' }).press('Escape');
      await frame.locator('.filter-button:focus').waitFor();
    },
  },
  'active filter': {
    enter: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Filters', exact: true }).click();
      await frame.getByRole('checkbox', { name: /^Favorites/ }).check();
      await frame.getByRole('dialog', { name: 'Filters' }).press('Escape');
      await frame.getByRole('button', { name: 'Filters (1 active)' }).waitFor();
      await frame.locator('.day-heading').getByText('5 of 66 images').waitFor();
    },
    leave: async ({ frame }) => {
      await frame.getByRole('button', { name: 'Filters (1 active)' }).click();
      await frame.getByRole('button', { name: 'Clear Filters', exact: true }).click();
      await frame.getByRole('dialog', { name: 'Filters' }).press('Escape');
      await frame.getByRole('button', { name: 'Filters', exact: true }).waitFor();
    },
  },
  'failure with details': {
    enter: async ({ frame }) => {
      await frame.locator('.attention-title').click();
      await frame.locator('.attention-reason').first().waitFor();
    },
    leave: async ({ frame }) => {
      await frame.locator('.attention-title').click();
      await frame.locator('.attention-reason').first().waitFor({ state: 'detached' });
    },
  },
  details: {
    enter: async (gallery) => {
      await pressKeyOnCard(gallery, 'left', 'i');
      await gallery.frame.getByRole('button', { name: 'a.md' }).waitFor();
    },
    leave: (gallery) => pressKeyOnCard(gallery, 'left', 'i'),
  },
  'keyboard shortcuts': {
    enter: (gallery) => pressKeyOnCard(gallery, 'left', '?'),
    leave: pressEscape,
  },
  composer: {
    enter: async ({ frame }) => {
      await frame.getByRole('textbox', { name: 'Prompt' }).fill('A cat in the window');
      const reference = frame.getByRole('textbox', { name: /^Add the URL/ });
      await frame.getByRole('button', { name: /^Reference images/ }).click();
      for (const url of ['https://example.com/a/cat.png', 'https://example.com/b.png']) {
        await reference.fill(url);
        await reference.press('Enter');
      }
      await frame.getByRole('button', { name: 'Reference images: 2', exact: true }).waitFor();
    },
  },
  'composer with an error': {
    enter: async ({ frame }) => {
      const reference = frame.getByRole('textbox', { name: /^Add the URL/ });
      await reference.fill('not-a-url');
      await reference.press('Enter');
      await frame.locator('#references .composer-error').waitFor();
    },
    leave: async ({ frame }) => {
      const removals = frame.getByRole('button', { name: /^Remove / });
      while ((await removals.count()) > 0) await removals.first().click();
      await removals.page().keyboard.press('Escape');
      await frame.getByRole('textbox', { name: 'Prompt' }).fill('');
    },
  },
  'composer with warnings': {
    enter: async ({ frame }) => {
      const { prompt, option } = composerIn(frame);
      await prompt.fill('A cat in the window. '.repeat(60));
      await option('Number of images').selectOption({ label: 'Set' });
      await frame.locator('.too-long').waitFor();
      await frame.locator('.set-limit').waitFor();
    },
    leave: async ({ frame }) => {
      const { prompt, option } = composerIn(frame);
      await option('Number of images').selectOption({ label: 'Single' });
      await prompt.fill('');
    },
  },
  'no results': {
    enter: async (gallery) => {
      await gallery.search('nothing of the kind');
      await gallery.frame.getByRole('heading', { name: 'No matching images' }).waitFor();
    },
    leave: async ({ frame }) => {
      const name = 'Clear Search and Filters';
      await frame.locator('.empty').getByRole('button', { name }).click();
      await frame.getByRole('article').first().waitFor();
    },
  },
  error: {
    enter: async (gallery) => {
      await gallery.card('left').focus();
      await gallery.frame.evaluate(failToSelectAll);
      await gallery.frame.getByRole('alert').waitFor();
    },
    leave: async (gallery) => {
      const alert = gallery.frame.getByRole('alert');
      await alert.getByRole('button', { name: 'Retry', exact: true }).click();
      await alert.waitFor({ state: 'detached' });
      await gallery.frame.locator('.selected-count', { hasText: '64 selected' }).waitFor();
      await pressKeyOnCard(gallery, 'left', 'Escape');
    },
  },
};

describe('Gallery accessibility', function () {
  this.timeout(580_000);
  const service = useSimulatedService();

  it('has no axe violations in any state and theme', async () => {
    const window = await service.openWithoutKey({
      settings: { 'workbench.reduceMotion': 'on' },
      // A file instead of the folder of the records.
      fillStorage: (storage) => {
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
    const violations = new Map<string, string[]>();
    const inspect = async (theme: string, state: string) => {
      await window.screenshot(join(screenshots, `${state.replaceAll(' ', '-')}-${theme}.png`));
      for (const violation of await axeViolationsIn(frame)) {
        violations.set(violation, [...(violations.get(violation) ?? []), `${state}, ${theme}`]);
      }
    };
    const inEachTheme = async (visit: (theme: keyof typeof themes) => Promise<void>) => {
      for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
        await window.setTheme(theme, gallery);
        await visit(theme);
      }
    };

    const emptyState = frame.locator('.empty');
    const retry = emptyState.getByRole('button', { name: 'Retry', exact: true });
    await retry.waitFor();
    await inEachTheme((theme) => inspect(theme, 'unreadable'));

    rmSync(join(window.storage, 'library/records'));
    await retry.click();
    const setKey = emptyState.getByRole('button', { name: 'Enter API Key…', exact: true });
    await setKey.waitFor();
    await inEachTheme((theme) => inspect(theme, 'no key'));

    await emptyState.getByRole('button', { name: 'Try with Sample Images' }).click();
    const removeSamples = frame.getByRole('button', { name: 'Remove Sample Images' });
    await removeSamples.waitFor();
    await inEachTheme((theme) => inspect(theme, 'samples'));
    await removeSamples.click();

    await setKey.click();
    await enterKey(window);
    await emptyState.getByRole('list', { name: 'Example prompts' }).waitFor();
    await inEachTheme((theme) => inspect(theme, 'empty'));

    await fillLibrary(window, generations);
    await gallery.card('left').waitFor();
    await service.gateway.configure({ latencyMs: 600_000 });
    await frame.getByRole('textbox', { name: 'Prompt' }).fill(runningPrompt);
    await window.page.keyboard.press('Control+Enter');
    await inEachTheme(async (theme) => {
      for (const [name, { enter, leave }] of Object.entries(states)) {
        await enter(gallery);
        await inspect(theme, name);
        await leave?.(gallery);
      }
    });
    const report = [...violations].map(
      ([violation, occurrences]) => `${violation}\n(${occurrences.join('; ')})`,
    );
    assert.equal(report.join('\n\n'), '');
  });
});

async function enterKey({ quickInput }: VsCodeWindow): Promise<void> {
  await quickInput.waitForPrompt('API Key for OctopusX');
  await quickInput.submit(sampleKey);
}

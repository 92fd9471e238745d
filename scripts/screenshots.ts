/**
 * `npm run screenshots`: takes the screenshots for the README in a real VS Code with the simulated
 * service.
 */
import { spawnGateway } from '../test/gateway/spawnGateway.ts';
import {
  composerIn,
  openVsCode,
  type Gallery,
  type VsCodeWindow,
} from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { saveScreenshot } from './tools/saveScreenshot.ts';
import { sampleKey, toSimulatedEnvironment } from './tools/simulatedService.ts';

const lighthousePrompt = 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.';
const nightPrompt = 'The same lighthouse by night, its beam over the waves';
/** Prompts with the option to select for each, oldest first. */
const earlierPrompts: readonly (readonly [prompt: string, choice: string])[] = [
  ['A pine forest in the first snow, seen from above', '1:1'],
  ['Six rooms of a small guest house, cut open like a doll’s house', '16:9'],
  ['一只橘猫坐在窗台上看雪，水彩画风格。', '4:3'],
  ['Bread and honey on a wooden table, morning light', 'Set'],
  ['An old town by the river, seen from the hill behind it', '3:2'],
  ['A cosy attic room with a wood stove and a window full of snow', '3:2'],
];

const gateway = await spawnGateway({ latencyMs: 500 });
try {
  const window = await openVsCode({
    env: toSimulatedEnvironment(gateway.origins),
    key: { provider: 'octopusx', key: sampleKey },
    settings: {
      'workbench.colorTheme': 'Dark 2026',
      'jimeng.pricePerImage': { octopusx: '0.22 CNY' },
    },
  });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.runCommand('Jimeng: Open Gallery');
  const gallery = await window.gallery();
  await generateEarlierImages(gallery);
  await compareNewest(window, gallery);
  await saveScreenshot(window, 'compare');
  await window.page.keyboard.press('Escape');
  await gallery.clearSelection();

  await gateway.configure({ latencyMs: 8000 });
  const { prompt, reference, openReferences } = composerIn(gallery.frame);
  await prompt.fill(nightPrompt);
  await openReferences();
  await reference.fill('https://example.com/lighthouse.png');
  await reference.press('Enter');
  await saveScreenshot(window, 'composer');
  await prompt.press('ControlOrMeta+Enter');
  await gallery.waitForRunning(nightPrompt);
  // Images that have moved ignore the pointer. Playwright would scroll VS Code's own page to reach them.
  await gallery.frame.locator('article.moved').first().waitFor({ state: 'detached' });
  await gallery.card(earlierPrompts.at(-1)?.[0] ?? '').hover();
  await saveScreenshot(window, 'gallery');
  await gallery.waitForImage(nightPrompt);
  await window.setTheme('vs', gallery);
  await gallery.frame.getByRole('button', { name: 'Filters', exact: true }).click();
  await gallery.frame.getByRole('checkbox', { name: /^Favorites/ }).waitFor();
  await saveScreenshot(window, 'gallery-light');
  await window.page.keyboard.press('Escape');
  await window.setTheme('vs-dark', gallery);
  await window.runCommand('View: Close Editor');

  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.editor.open('README.md');
  await window.editor.select(lighthousePrompt);
  await window.editor.openContextMenu();
  await saveScreenshot(window, 'selection');
} finally {
  await closeWindows();
  await closeBrowser();
  await gateway.close();
}

/** Generates the images that are already in the gallery. */
async function generateEarlierImages(gallery: Gallery): Promise<void> {
  const composer = composerIn(gallery.frame);
  for (const [prompt, choice] of earlierPrompts) {
    await composer.prompt.fill(prompt);
    const list = choice === 'Set' ? 'Number of images' : 'Aspect ratio';
    await composer.option(list).selectOption({ label: choice });
    await composer.prompt.press('ControlOrMeta+Enter');
    await gallery.waitForImage(prompt);
  }
  await composer.option('Aspect ratio').selectOption({ label: 'Auto' });
}

async function compareNewest(window: VsCodeWindow, gallery: Gallery): Promise<void> {
  for (const [prompt] of earlierPrompts.slice(-2)) await gallery.toggleSelection(prompt);
  await window.page.keyboard.press('c');
  await gallery.frame.getByRole('slider', { name: 'Divider between the images' }).waitFor();
  await gallery.frame.locator('.frame.loaded').nth(1).waitFor();
}

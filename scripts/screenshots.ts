/** `npm run screenshots`: the README's pictures, from the real thing with the simulated service. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { spawnGateway } from '../test/gateway/spawn.ts';
import {
  composerIn,
  openVsCode,
  type Gallery,
  type VsCodeWindow,
} from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { inProject } from './tools/paths.ts';
import { sampleKey, simulatedEnvironment } from './tools/simulated.ts';

const folder = inProject('media/screenshots');
const lighthouse = 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.';
const byNight = 'The same lighthouse by night, its beam over the waves';
/** Prompts and what is chosen with them, the oldest first. */
const others: readonly (readonly [prompt: string, choice: string])[] = [
  ['A pine forest in the first snow, seen from above', '1:1'],
  ['Six rooms of a small guest house, cut open like a doll’s house', '16:9'],
  ['一只橘猫坐在窗台上看雪，水彩画风格。', '4:3'],
  ['Bread and honey on a wooden table, morning light', 'Set'],
  ['An old town by the river, seen from the hill behind it', '3:2'],
  ['A cosy attic room with a wood stove and a window full of snow', '3:2'],
];

mkdirSync(folder, { recursive: true });
const gateway = await spawnGateway({ latencyMs: 500 });
try {
  const window = await openVsCode({
    env: simulatedEnvironment(gateway.origins),
    key: { provider: 'octopusx', key: sampleKey },
    settings: {
      'workbench.colorTheme': 'Dark 2026',
      'jimeng.pricePerImage': { octopusx: '0.22 CNY' },
    },
  });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.runCommand('Jimeng: Open Gallery');
  const gallery = await window.gallery();
  await fill(gallery);
  await compareNewest(window, gallery);
  await shoot(window, 'compare');
  await window.page.keyboard.press('Escape');
  await gallery.clear();

  await gateway.configure({ latencyMs: 8000 });
  const { prompt, reference } = composerIn(gallery.frame);
  await prompt.fill(byNight);
  await reference.fill('https://example.com/lighthouse.png');
  await reference.press('Enter');
  await shoot(window, 'composer');
  await prompt.press('ControlOrMeta+Enter');
  await gallery.frame.locator('[role="progressbar"][aria-valuetext*=" 4 "]').waitFor();
  await gallery.card(others.at(-1)?.[0] ?? '').hover();
  await shoot(window, 'gallery');
  await gallery.picture(byNight);
  await window.runCommand('View: Close Editor');

  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.editor.open('README.md');
  await window.editor.select(lighthouse);
  await window.editor.openContextMenu();
  await shoot(window, 'selection');
  await window.page.keyboard.press('Escape');

  await window.runCommand('Jimeng: Generate Image from Selection');
  const beside = await window.gallery();
  await beside.picture(lighthouse);
  await beside.press(lighthouse, 'Insert');
  await window.page.getByText('images/').first().waitFor();
  await shoot(window, 'inserted');
} finally {
  await closeWindows();
  await closeBrowser();
  await gateway.close();
}

/** Makes the pictures that were there before. */
async function fill(gallery: Gallery): Promise<void> {
  const composer = composerIn(gallery.frame);
  for (const [prompt, choice] of others) {
    await composer.prompt.fill(prompt);
    await composer.choice(choice).check();
    await composer.prompt.press('ControlOrMeta+Enter');
    await gallery.picture(prompt);
    if (choice === 'Set') await composer.choice('Single').check();
  }
  await composer.choice('Auto').check();
}

async function compareNewest(window: VsCodeWindow, gallery: Gallery): Promise<void> {
  for (const [prompt] of others.slice(-2)) await gallery.mark(prompt);
  await window.page.keyboard.press('c');
  await gallery.frame.getByRole('slider', { name: 'Divider between the images' }).waitFor();
  await gallery.frame.locator('.frame.whole').nth(1).waitFor();
}

/** A palette is enough for a screenshot and a quarter of the bytes. */
async function shoot(window: VsCodeWindow, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await sharp(await window.page.screenshot())
    .png({ palette: true, quality: 90, compressionLevel: 9 })
    .toFile(file);
  console.log(file);
}

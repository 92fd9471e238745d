/** `npm run screenshots`: the README's pictures, from the real thing with the simulated service. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { openVsCode, type Gallery, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { inProject } from './tools/paths.ts';
import { sampleKey, simulatedEnvironment } from './tools/simulated.ts';
import { writeUserSettings } from './vscode/codeServer.ts';

const folder = inProject('media/screenshots');
const lighthouse = 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.';
/** Prompts and their ratios, the oldest first. */
const others: readonly (readonly [prompt: string, aspectRatio: string])[] = [
  ['A pine forest in the first snow, seen from above', '1:1'],
  ['Six rooms of a small guest house, cut open like a doll’s house', '16:9'],
  ['一只橘猫坐在窗台上看雪，水彩画风格。', '4:3'],
  ['Bread and honey on a wooden table, morning light', '3:4'],
  ['An old town by the river, seen from the hill behind it', '3:2'],
  ['A cosy attic room with a wood stove and a window full of snow', '3:2'],
];

const settings = {
  'workbench.colorTheme': 'Dark 2026',
  'jimeng.pricePerImage': { octopusx: '0.22 CNY' },
};

mkdirSync(folder, { recursive: true });
const gateway = await spawnGateway({ latencyMs: 500 });
try {
  const window = await openVsCode({
    env: simulatedEnvironment(gateway.origins),
    key: { provider: 'octopusx', key: sampleKey },
    settings,
  });
  await window.editor.open('README.md');
  await fill(window);

  await gateway.configure({ latencyMs: 8000 });
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

  await gateway.configure({ latencyMs: 30_000 });
  const gallery = await alone(window, beside);
  await compose(gallery, 'The same lighthouse by night, its beam over the waves');
  await shoot(window, 'composer');
  await window.page.keyboard.press('Control+Enter');
  await gallery.running('The same lighthouse by night, its beam over the waves');
  await gallery.card(others[0]?.[0] ?? '').focus();
  await shoot(window, 'gallery');
  await compareNewest(window, gallery);
  await shoot(window, 'compare');
} finally {
  await closeWindows();
  await closeBrowser();
  await gateway.close();
}

/** Makes the pictures that were there before. */
async function fill(window: VsCodeWindow): Promise<void> {
  for (const [prompt, aspectRatio] of others) {
    writeUserSettings(window.profile, { ...settings, 'jimeng.aspectRatio': aspectRatio });
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the picture');
    await window.quickInput.paste(prompt);
    await window.quickInput.confirm();
    await (await window.gallery()).picture(prompt);
  }
}

/** Gives the gallery the whole window. */
async function alone(window: VsCodeWindow, gallery: Gallery): Promise<Gallery> {
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await gallery.frame.locator('body').click({ position: { x: 2, y: 2 } });
  await window.runCommand('View: Toggle Maximize Editor Group');
  return window.gallery();
}

async function compose(gallery: Gallery, prompt: string): Promise<void> {
  await gallery.frame.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
}

async function compareNewest(window: VsCodeWindow, gallery: Gallery): Promise<void> {
  for (const [prompt] of others.slice(-2)) {
    await gallery.card(prompt).getByRole('checkbox', { name: 'Select' }).click();
  }
  await window.page.keyboard.press('c');
  await gallery.frame.getByRole('slider', { name: 'Divider between the images' }).waitFor();
}

/** A palette is enough for a screenshot and a quarter of the bytes. */
async function shoot(window: VsCodeWindow, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await sharp(await window.page.screenshot())
    .png({ palette: true, quality: 90, compressionLevel: 9 })
    .toFile(file);
  console.log(file);
}

/** `npm run screenshots`: the README's pictures, from the real thing with the simulated service. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { inProject } from './tools/paths.ts';
import { sampleKey, simulatedEnvironment } from './tools/simulated.ts';

const folder = inProject('media/screenshots');
const sentence = 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.';
const others = [
  'A cosy attic room with a wood stove and a window full of snow, warm evening light.',
  '一只橘猫坐在窗台上看雪，水彩画风格。',
];

mkdirSync(folder, { recursive: true });
const gateway = await spawnGateway({ latencyMs: 1000 });
try {
  const window = await openVsCode({
    env: simulatedEnvironment(gateway.origins),
    key: { provider: 'octopusx', key: sampleKey },
    settings: { 'workbench.colorTheme': 'Dark 2026', 'jimeng.aspectRatio': '3:2' },
  });
  await window.editor.open('README.md');
  for (const prompt of others) {
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    const finished = (await window.galleryFrame()).getByRole('article', { name: prompt });
    await finished.getByRole('button', { name: 'Insert' }).waitFor();
  }
  await gateway.configure({ latencyMs: 8000 });
  await window.editor.select(sentence);
  await window.editor.openContextMenu();
  await shoot(window, 'selection');
  await window.page.keyboard.press('Escape');

  await window.runCommand('Jimeng: Generate Image from Selection');
  const gallery = await window.galleryFrame();
  await gallery.locator('[role="progressbar"][aria-valuetext*=" 4 "]').waitFor();
  await shoot(window, 'progress');

  const card = gallery.getByRole('article', { name: sentence });
  await card.getByRole('button', { name: 'Insert' }).click();
  await window.page.getByText('images/').first().waitFor();
  await shoot(window, 'inserted');

  for (const theme of ['vs', 'hc-black'] as const) {
    await window.setTheme(theme);
    await shoot(window, `gallery-${theme}`);
  }
} finally {
  await closeWindows();
  await closeBrowser();
  await gateway.close();
}

/** A palette is enough for a screenshot and a quarter of the bytes. */
async function shoot(window: VsCodeWindow, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await sharp(await window.page.screenshot())
    .png({ palette: true, quality: 90, compressionLevel: 9 })
    .toFile(file);
  console.log(file);
}

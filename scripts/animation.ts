/**
 * Records the animation at the top of the README, from the selection to the image in the document, in
 * a real VS Code with the simulated service.
 */
import { join } from 'node:path';
import sharp from 'sharp';
import { spawnGateway } from '../test/gateway/spawnGateway.ts';
import { openVsCode } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { resolveProjectPath } from './tools/paths.ts';
import { sampleKey, toSimulatedEnvironment } from './tools/simulatedService.ts';

const prompt = 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.';
const width = 1000;
const height = 600;
const file = join(resolveProjectPath('media/screenshots'), 'animation.gif');

const frames: { readonly image: Buffer; readonly delayMs: number }[] = [];
const gateway = await spawnGateway({ latencyMs: 3000 });
try {
  const window = await openVsCode({
    env: toSimulatedEnvironment(gateway.origins),
    key: { provider: 'octopusx', key: sampleKey },
    settings: {
      'workbench.colorTheme': 'Dark 2026',
      'workbench.activityBar.location': 'hidden',
      'workbench.layoutControl.enabled': false,
      'breadcrumbs.enabled': false,
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'on',
      'window.commandCenter': false,
      'window.menuBarVisibility': 'hidden',
    },
  });
  const { page, editor } = window;
  await page.setViewportSize({ width, height });
  const record = async (delayMs: number) => {
    frames.push({ image: await page.screenshot(), delayMs });
  };

  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await editor.open('README.md');
  await record(1000);
  await editor.select(prompt);
  await record(1000);
  await editor.openContextMenu();
  await page.getByRole('menuitem', { name: 'Generate AI Image from Selection' }).hover();
  await record(1500);
  await page.keyboard.press('Enter');
  const gallery = await window.gallery();
  await gallery.card(prompt).waitFor();
  await record(1000);
  await gallery.waitForImage(prompt);
  await record(1200);
  await gallery.card(prompt).hover();
  await record(1200);
  await gallery.pressButton(prompt, 'Insert');
  await page.getByText('images/').first().waitFor();
  await record(2000);
  // The first key goes on from the alternative text, which is selected.
  await page.keyboard.press('Escape');
  await window.runCommand('Markdown: Open Preview');
  await page.getByRole('tab', { name: /^Preview README/ }).waitFor();
  // The preview shows the image a moment after its tab.
  await page.waitForTimeout(3000);
  await record(2500);
} finally {
  await closeWindows();
  await closeBrowser();
  await gateway.close();
}

await sharp(
  frames.map(({ image }) => image),
  { join: { animated: true } },
)
  .gif({ delay: frames.map(({ delayMs }) => delayMs), loop: 0, colours: 128, dither: 0 })
  .toFile(file);
console.log(file);

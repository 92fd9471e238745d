import { eventually, openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';

const roundCount = 5;
/**
 * The companion extension that `npm start` installs: ten lines, so close to the minimum that an
 * activation can take.
 */
const baselineExtension = 'Sample Key';

/**
 * Prints the activation time that VS Code reports, next to that of a ten-line extension in the same
 * window.
 */
export async function run(): Promise<void> {
  const rows = [];
  try {
    for (let round = 0; round < roundCount; round++) {
      const window = await openVsCode();
      // Running Extensions lists only what is active when it opens.
      await window.runCommand('Jimeng: Open Gallery');
      await window.galleryFrame();
      await window.runCommand('Developer: Show Running Extensions');
      const oursMs = await readActivationMs('Jimeng Images', window);
      const baselineMs = await readActivationMs(baselineExtension, window);
      rows.push({
        'Jimeng Images ms': oursMs,
        'ten-line extension ms': baselineMs,
        ratio: oursMs / baselineMs,
      });
      await closeWindows();
    }
  } finally {
    await closeWindows();
    await closeBrowser();
  }
  console.table(rows);
}

async function readActivationMs(name: string, { page }: VsCodeWindow): Promise<number> {
  const editor = page.locator('.runtime-extensions-editor');
  const row = editor.locator('.monaco-list-row', { hasText: name });
  await editor.locator('.monaco-list').hover();
  await page.mouse.wheel(0, -100_000);
  // Only visible rows are in the DOM, slowest first.
  await eventually(`the row of ${name}`, async () => {
    if ((await row.count()) > 0) return true;
    await page.mouse.wheel(0, 100);
    return false;
  });
  const text = await row.locator('.activation-time').innerText();
  return Number(/(\d+)ms/.exec(text)?.[1]);
}

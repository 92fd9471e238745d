import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import { themes } from '../driver/window.ts';
import { composerIn } from '../driver/index.ts';
import { attic, cat, lighthouse } from '../support/samplePrompts.ts';
import { fillLibrary } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

const screenshots = resolveProjectPath('out/screenshots');

describe('Gallery appearance', function () {
  this.timeout(150_000);
  const service = useSimulatedService(500);

  it('has accessible names and follows every theme', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.frame.getByRole('list', { name: 'Example prompts' }).waitFor();

    const rejectedPrompt = 'A forbidden-word on a wall';
    const running = cat.prompt;
    for (const prompt of [lighthouse.prompt, attic.prompt, rejectedPrompt, running]) {
      if (prompt === running) await service.gateway.configure({ latencyMs: 600_000 });
      await window.startGeneration(prompt);
    }
    await gallery.waitForImage(lighthouse.prompt);
    await gallery.waitForImage(attic.prompt);
    await gallery.waitForFailure(rejectedPrompt, "The service's content filter");
    await gallery.waitForRunning(running);

    const ariaSnapshot = await gallery.frame.locator('body').ariaSnapshot();
    assert.match(ariaSnapshot, /^ *- region "Gallery"/m);
    assert.match(ariaSnapshot, new RegExp(`- progressbar "${running}"`));
    assert.doesNotMatch(ariaSnapshot, /- (button|img|article|progressbar)(?! ")/);
    assert.match(ariaSnapshot, /- status: "?Image ready: /);

    await gallery.card(running).scrollIntoViewIfNeeded();
    mkdirSync(screenshots, { recursive: true });
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await window.setTheme(theme, gallery);
      await window.screenshot(join(screenshots, `gallery-${theme}.png`));
    }
  });

  it('has the same focus ring for fields and menus', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const { frame } = await window.gallery();
    await fillLibrary(window, [{ request: { prompt: 'left' } }]);
    const search = frame.getByRole('searchbox', { name: 'Search prompts' });
    await search.waitFor();
    const { prompt, option } = composerIn(frame);
    await prompt.focus();
    const ring = await readFocusRing(frame);
    assert.match(ring, /^1px -1px solid /);
    for (const field of [option('Model'), option('Resolution'), search]) {
      await window.tabTo(field);
      assert.equal(await readFocusRing(frame), ring);
    }
  });
});

/** The outline of the element that has the focus. */
function readFocusRing(frame: Frame): Promise<string> {
  return frame.evaluate(`(() => {
    const { outlineWidth, outlineOffset, outlineStyle, outlineColor } =
      getComputedStyle(document.activeElement);
    return [outlineWidth, outlineOffset, outlineStyle, outlineColor].join(' ');
  })()`);
}

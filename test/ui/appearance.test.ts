import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../scripts/tools/paths.ts';
import { attic, cat, lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

const screenshots = inProject('out/screenshots');

describe('the gallery', function () {
  this.timeout(150_000);
  const service = simulatedService(500);

  it('is named for a screen reader, and wears the colours of every theme', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.frame.getByRole('button', { name: 'Generate Image…', exact: true }).waitFor();

    const refused = 'A forbidden-word on a wall';
    const running = cat.prompt;
    for (const prompt of [lighthouse.prompt, attic.prompt, refused, running]) {
      if (prompt === running) await service.gateway.configure({ latencyMs: 600_000 });
      await window.runCommand('Jimeng: Generate Image…');
      await window.quickInput.question('Describe the image');
      await window.quickInput.paste(prompt);
      await window.quickInput.confirm();
    }
    await gallery.picture(lighthouse.prompt);
    await gallery.picture(attic.prompt);
    await gallery.failure(refused, "The service's content filter");
    await gallery.running(running);

    const spoken = await gallery.frame.locator('body').ariaSnapshot();
    assert.match(spoken, /^ *- region "Gallery"/m);
    assert.match(spoken, new RegExp(`- progressbar "${running}"`));
    assert.doesNotMatch(spoken, /- (button|img|article|progressbar)(?! ")/);
    assert.match(spoken, /- status: "?Image ready: /);

    await gallery.card(running).scrollIntoViewIfNeeded();
    mkdirSync(screenshots, { recursive: true });
    for (const theme of ['vs', 'vs-dark', 'hc-black', 'hc-light'] as const) {
      await window.setTheme(theme);
      await gallery.frame.locator(`body[data-vscode-theme-kind*="${kinds[theme]}"]`).waitFor();
      await window.screenshot(join(screenshots, `gallery-${theme}.png`));
    }
  });
});

/** What a webview's body says of itself in each theme. */
const kinds = {
  vs: 'vscode-light',
  'vs-dark': 'vscode-dark',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
} as const;

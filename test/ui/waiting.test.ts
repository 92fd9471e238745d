import assert from 'node:assert/strict';
import { reopenVsCode } from './driver/index.ts';
import { attic, lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('a generation under way', function () {
  this.timeout(150_000);
  const service = simulatedService(8000);
  const { prompt } = lighthouse;

  it('is kept waiting for after the time is up, with the same task', async () => {
    await service.gateway.configure({ latencyMs: 14_000 });
    const window = await service.open({ settings: { 'jimeng.timeout': 10 } });
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    const gallery = await window.gallery();
    const reason = 'The image was not ready after 10 seconds.';
    await gallery.failure(prompt, reason);
    await window.pressInNotification(reason, 'Keep Waiting');
    await gallery.picture(prompt);
    assert.equal((await service.asked()).submits.length, 1);
  });

  it('is cancelled from the notification or its card, and Retry fetches the same task', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    const gallery = await window.gallery();
    await service.whenQueried();
    await window.pressInNotification('Generating "', 'Cancel');
    await gallery.failure(prompt, 'Canceled.');
    await window.notification('Generating "').waitFor({ state: 'hidden' });
    await gallery.press(prompt, 'Retry');
    await gallery.picture(prompt);

    await service.gateway.clearRequests();
    await window.editor.focus();
    await window.editor.select(attic.prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    await service.whenQueried();
    await gallery.press(attic.prompt, 'Cancel');
    await gallery.failure(attic.prompt, 'Canceled.');
    await gallery.press(attic.prompt, 'Retry');
    await gallery.picture(attic.prompt);
    assert.equal((await service.asked()).submits.length, 1);
    assert.equal((await service.gateway.tasks()).length, 2);
  });

  it('outlives a reload of the window, and its picture the window', async () => {
    // Long enough to be under way still when the window is back.
    await service.gateway.configure({ latencyMs: 25_000 });
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    await (await window.gallery()).running(prompt);
    await service.whenQueried();
    await window.reload();
    const gallery = await window.gallery();
    await gallery.running(prompt);
    await gallery.picture(prompt);
    assert.equal((await service.asked()).submits.length, 1);

    const another = await reopenVsCode(window);
    await another.runCommand('Jimeng: Open Gallery');
    await (await another.gallery()).picture(prompt);
  });
});

import assert from 'node:assert/strict';
import { reopenVsCode } from '../driver/index.ts';
import { attic, lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Running generation', function () {
  this.timeout(150_000);
  const service = useSimulatedService(8000);
  const { prompt } = lighthouse;

  it('keeps waiting after the timeout with the same task', async () => {
    await service.gateway.configure({ latencyMs: 14_000 });
    const window = await service.open({ settings: { 'jimeng.timeout': 10 } });
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    const gallery = await window.gallery();
    const reason = 'The image was not ready after 10 seconds.';
    await gallery.waitForFailure(prompt, reason);
    await gallery.pressRemedy(prompt, 'Keep Waiting');
    await gallery.waitForImage(prompt);
    assert.equal((await service.requests()).submits.length, 1);
  });

  it('is canceled from the notification or its card, and Retry resumes the same task', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    await service.waitForQuery();
    // The notification is shown only without the gallery.
    await window.runCommand('Jimeng: Open Gallery');
    await window.runCommand('View: Close Editor');
    await window.pressInNotification('Generating "', 'Cancel');
    await window.notification('Generating "').waitFor({ state: 'hidden' });
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.waitForFailure(prompt, 'Canceled.');
    await gallery.pressRemedy(prompt, 'Retry');
    await gallery.waitForImage(prompt);

    await service.gateway.clearRequests();
    await window.editor.focus();
    await window.editor.select(attic.prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    await service.waitForQuery();
    await gallery.pressButton(attic.prompt, 'Cancel');
    await gallery.waitForFailure(attic.prompt, 'Canceled.');
    await gallery.pressRemedy(attic.prompt, 'Retry');
    await gallery.waitForImage(attic.prompt);
    assert.equal((await service.requests()).submits.length, 1);
    assert.equal((await service.gateway.tasks()).length, 2);
  });

  it('survives a reload, and its image survives closing the window', async () => {
    // Long enough to be still running after the reload.
    await service.gateway.configure({ latencyMs: 25_000 });
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    await (await window.gallery()).waitForRunning(prompt);
    await service.waitForQuery();
    await window.reload();
    const gallery = await window.gallery();
    await gallery.waitForRunning(prompt);
    await gallery.waitForImage(prompt);
    assert.equal((await service.requests()).submits.length, 1);

    const another = await reopenVsCode(window);
    await another.runCommand('Jimeng: Open Gallery');
    await (await another.gallery()).waitForImage(prompt);
  });
});

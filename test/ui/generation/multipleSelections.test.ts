import assert from 'node:assert/strict';
import { attic, cat, lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Multiple selections', () => {
  const service = useSimulatedService(5000);

  it('start one generation each, two at a time, newest first', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.placeCursor(5);
    await window.editor.addCursorAt('cosy');
    await window.editor.addCursorAt('橘猫');
    await window.page.keyboard.press('ControlOrMeta+KeyL');
    await window.statusBarItem('3 selections').waitFor();
    await window.runCommand('Jimeng: Generate AI Image from Selection');

    const gallery = await window.gallery();
    await window.statusBarItem('0 of 3 images ready').waitFor();
    await gallery.card(cat.prompt).getByText('Next in the queue').waitFor();
    const prompts = [cat.prompt, attic.prompt, lighthouse.prompt];
    assert.deepEqual(await gallery.prompts(), prompts);
    for (const prompt of prompts.toReversed()) await gallery.waitForImage(prompt);
    await window.statusBarItem(/\d images ready/).waitFor({ state: 'hidden' });
    assert.deepEqual(await gallery.prompts(), prompts);

    const [first, second, third] = await service.gateway.tasks();
    assert.ok(first?.deliveredAt && second?.deliveredAt && third);
    assert.equal(third.prompt, cat.prompt);
    assert.ok(third.submittedAt >= Math.min(first.deliveredAt, second.deliveredAt));
    assert.equal((await service.requests()).submits.length, 3);
  });
});

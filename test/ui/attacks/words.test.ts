import assert from 'node:assert/strict';
import { commandLinkMessage } from '../../gateway/faults/errorResponses.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { assertNoLinks, commandLink, rightToLeft } from './links.ts';

describe('Words of others', () => {
  const service = useSimulatedService(6000);

  it('of a gateway are no link in a notification', async () => {
    assert.ok(commandLinkMessage.includes(commandLink));
    await service.gateway.configure({ faults: [{ on: 'submit', kind: 'commandLink' }] });
    const window = await service.open();
    await window.startGeneration('A quiet harbor');
    const gallery = await window.gallery();
    await gallery.waitForFailure(
      'A quiet harbor',
      /Your client is out of date\. \[Fix it\] \(command:/,
    );
    await gallery.failure('A quiet harbor').locator('.attention-title').click();
    await gallery.failure('A quiet harbor').getByText('[Fix it]').waitFor();
    await assertNoLinks(window);
  });

  it('in a prompt are no link in progress, on the card, in a notification, and in a hover', async () => {
    const window = await service.open();
    const prompt = `${commandLink} ${rightToLeft}a cat post-risk`;
    await service.gateway.configure({ latencyMs: 15_000 });
    await window.startGeneration(prompt);
    const gallery = await window.gallery();
    const card = gallery.frame.getByRole('article');
    await card.hover();
    await assertNoLinks(window);
    await window.runCommand('Jimeng: Open Gallery');
    await window.runCommand('View: Close Editor');
    const progress = window.notification('Generating "');
    await progress.waitFor();
    assert.match(await progress.innerText(), /Generating "\[Fix it\] \(command:/);
    await assertNoLinks(window);
    await window.notification("The service's content filter blocked the image.").waitFor();
    await assertNoLinks(window);
    // What the user has typed is what is submitted and copied.
    const [task] = await service.gateway.tasks();
    assert.equal(task?.prompt, prompt);
  });
});

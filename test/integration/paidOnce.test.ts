import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { clearPlayground, openInEditor } from './support/documents.ts';
import { gateway, submitRequests } from './support/gateway.ts';
import { generate, smallSize, useFreshGateway } from './support/generate.ts';
import { setSetting } from './support/settings.ts';

const run = (command: string, argument?: unknown) =>
  vscode.commands.executeCommand(command, argument);

describe('Many prompts at once', () => {
  const messages = useFreshGateway();
  afterEach(clearPlayground);

  const question = 'Do you want to generate images for 5 prompts?';
  const fivePrompts = [1, 2, 3, 4, 5].map((n) => `«forbidden-word ${n}»`).join('\n');

  it('are asked about first, and not submitted if the user cancels', async () => {
    await setSetting('jimeng.pricePerImage', { octopusx: '0.22 CNY' });
    await openInEditor('a.txt', fivePrompts);
    await run('jimeng.generateFromSelection');
    assert.deepEqual(
      messages.shown.map(({ text, buttons }) => [text, buttons]),
      [[question, ['Generate']]],
    );
    assert.deepEqual(await submitRequests(), []);
  });

  it('are submitted if the user agrees', async () => {
    messages.buttonToPress = 'Generate';
    await openInEditor('a.txt', fivePrompts);
    await run('jimeng.generateFromSelection');
    await eventually('5 submits', async () => (await submitRequests()).length === 5);
  });

  it('are one if they are equal: 25 cursors on one word', async () => {
    await openInEditor('a.txt', Array.from({ length: 25 }, () => '«forbidden-word»').join('\n'));
    await run('jimeng.generateFromSelection');
    await eventually('the submit', async () => (await submitRequests()).length > 0);
    assert.equal((await submitRequests()).length, 1);
    assert.ok(!messages.shown.some(({ text }) => text.startsWith('Do you want')));
  });
});

describe('A second press within a second', () => {
  useFreshGateway();

  it('of Generate Again is the same press, from whichever surface', async () => {
    const prompt = 'A lamp that was clicked twice';
    const { id } = await generate({ prompt, ...smallSize });
    // The first generation was a press of its own.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.all([
      run('jimeng.gallery.generateAgain', { id }),
      run('jimeng.gallery.generateAgain', { id }),
    ]);
    const countImages = async () =>
      (await gateway.requests()).filter(({ image }) => image !== null).length;
    await eventually('the second image', async () => (await countImages()) >= 2);
    assert.equal((await submitRequests()).length, 2);
  });

  it('of Generate resolves to the same generation', async () => {
    const argument = { prompt: 'A lamp that was asked for twice', ...smallSize };
    const [first, second] = await Promise.all([generate(argument), generate(argument)]);
    assert.equal(first.id, second.id);
    assert.equal((await submitRequests()).length, 1);
  });
});

import assert from 'node:assert/strict';
import { composerIn, eventually } from '../driver/index.ts';
import { attic, cat, lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Composer', () => {
  const service = useSimulatedService(500);

  it('generates by keyboard with the selected options and browses earlier prompts', async () => {
    const window = await service.open({
      settings: { 'jimeng.resolution': '2k', 'jimeng.pricePerImage': { octopusx: '0.22 CNY' } },
    });
    const { keyboard } = window.page;
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const { prompt, option, selected, generate, waitForText } = composerIn(gallery.frame);
    const waitForDone = (prompt: string) =>
      gallery.card(prompt).and(gallery.frame.locator('[data-state="done"]')).waitFor();

    await prompt.focus();
    await keyboard.insertText(lighthouse.prompt);
    await gallery.frame.getByRole('button', { name: 'Provider: OctopusX', exact: true }).waitFor();
    // Without earlier images, no time is known.
    await waitForText(/^0\.22 CNY$/);
    const chooseWithKeys = async (name: Parameters<typeof option>[0], keys: readonly string[]) => {
      await window.tabTo(option(name));
      for (const key of ['Enter', ...keys, 'Enter']) await keyboard.press(key);
    };
    await chooseWithKeys('Resolution', ['ArrowUp']);
    await chooseWithKeys('Number of images', ['ArrowDown']);
    await waitForText(/0\.22 CNY per image$/);
    await chooseWithKeys('Number of images', ['ArrowUp']);
    await chooseWithKeys('Aspect ratio', Array<string>(4).fill('ArrowDown'));
    assert.equal(await selected('Resolution'), '1K');
    assert.equal(await selected('Aspect ratio'), '16:9');
    await keyboard.press('Control+Enter');
    await waitForDone(lighthouse.prompt);
    const { width, height, force_single: isSingle } = await lastSubmit();
    assert.deepEqual({ width, height, isSingle }, { width: 1368, height: 768, isSingle: true });
    await eventually('an empty composer', async () => (await prompt.inputValue()) === '');

    await prompt.fill(attic.prompt);
    await generate.click();
    await waitForDone(attic.prompt);
    assert.equal((await lastSubmit())['width'], 1368);
    await eventually('an empty composer', async () => (await prompt.inputValue()) === '');

    await prompt.focus();
    const waitForValue = (text: string) =>
      eventually(`“${text}”`, async () => (await prompt.inputValue()) === text);
    for (const [key, text] of [
      ['ArrowUp', attic.prompt],
      ['ArrowUp', lighthouse.prompt],
      ['ArrowUp', lighthouse.prompt],
      ['ArrowDown', attic.prompt],
      ['ArrowDown', ''],
    ] as const) {
      await keyboard.press(key);
      await waitForValue(text);
    }
    assert.equal((await service.requests()).submits.length, 2);
  });

  it('is filled by card actions, replacing the prompt or adding references only', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const { frame } = await window.gallery();
    const { prompt, selected, removeButtons } = composerIn(frame);
    await prompt.fill(attic.prompt);
    const references = [1, 2, 3].map((number) => `https://example.com/${number}.png`);
    const fillComposer = (message: object) =>
      frame.evaluate(
        `postMessage(${JSON.stringify({ type: 'fillComposer', ...message })}, location.origin)`,
      );

    await fillComposer({ imageUrls: references.slice(0, 1) });
    await eventually('one chip', async () => (await removeButtons.count()) === 1);
    assert.equal(await prompt.inputValue(), attic.prompt);

    await fillComposer({
      prompt: cat.prompt,
      imageUrls: references.slice(1),
      parameters: { aspectRatio: '9:16' },
    });
    await eventually('two chips', async () => (await removeButtons.count()) === 2);
    assert.ok(
      await prompt.evaluate((field: { matches(of: string): boolean }) => field.matches(':focus')),
    );
    assert.equal(await prompt.inputValue(), cat.prompt);
    assert.equal(await selected('Aspect ratio'), '9:16');
    assert.equal(await selected('Resolution'), '1K');
  });

  it('reports what is wrong and sends nothing until it is fixed', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const composer = composerIn(gallery.frame);
    const { prompt, reference, removeButtons, generate, openReferences } = composer;
    const waitForDescription = async (text: string) => {
      const id = await generate.getAttribute('aria-describedby');
      await gallery.frame
        .locator(`#${id}`)
        .filter({ hasText: text })
        .waitFor({ state: 'attached' });
    };
    await prompt.click();
    await waitForDescription('Enter a prompt that describes the image.');
    await prompt.fill(cat.prompt);
    await openReferences();
    await reference.fill('cat.png');
    await reference.press('Enter');
    await waitForDescription("The reference image 'cat.png' is not an http or https URL.");
    assert.equal(await generate.getAttribute('aria-disabled'), 'true');
    await reference.press('Control+Enter');
    // A click elsewhere closes the references.
    await generate.click({ force: true });
    await reference.waitFor({ state: 'hidden' });

    await openReferences();
    await reference.press('Backspace');
    await eventually('no chip', async () => (await removeButtons.count()) === 0);
    const references = ['https://example.com/1.png', 'https://example.com/2.png'];
    await window.page.evaluate(
      `navigator.clipboard.writeText(${JSON.stringify(references.join('\n'))})`,
    );
    await reference.press('Control+V');
    await eventually('two chips', async () => (await removeButtons.count()) === 2);
    await removeButtons.first().click();
    await eventually('one chip', async () => (await removeButtons.count()) === 1);
    await eventually('Generate', async () => {
      return (await generate.getAttribute('aria-disabled')) === 'false';
    });
    assert.equal((await service.requests()).submits.length, 0);
    await generate.click();
    await eventually('the request', async () => (await service.requests()).submits.length === 1);
    assert.deepEqual((await lastSubmit())['image_urls'], references.slice(1));
    await eventually('no chip', async () => (await removeButtons.count()) === 0);
  });

  it('keeps its text when the panel is closed, the window reloaded, or no key given', async () => {
    const window = await service.openWithoutKey();
    await window.runCommand('Jimeng: Open Gallery');
    let composer = composerIn((await window.gallery()).frame);
    await composer.prompt.fill(cat.prompt);
    await composer.prompt.press('End');
    await composer.prompt.press('Shift+Enter');
    await composer.option('Aspect ratio').selectOption('4:3');
    await composer.openReferences();
    await composer.reference.fill('https://example.com/1.png');
    await composer.reference.press('Enter');
    await composer.removeButtons.waitFor();

    await window.reload();
    composer = composerIn((await window.gallery()).frame);
    await assertRestored();
    await window.runCommand('View: Close Editor');
    await window.runCommand('Jimeng: Open Gallery');
    composer = composerIn((await window.gallery()).frame);
    await assertRestored();

    await composer.prompt.press('Enter');
    await window.quickInput.waitForPrompt('API Key for OctopusX');
    await window.quickInput.cancel();
    await assertRestored();
    assert.equal((await service.requests()).submits.length, 0);

    async function assertRestored() {
      await composer.removeButtons.waitFor({ state: 'attached' });
      assert.equal(await composer.prompt.inputValue(), `${cat.prompt}\n`);
      assert.equal(await composer.selected('Aspect ratio'), '4:3');
    }
  });

  async function lastSubmit(): Promise<Record<string, unknown>> {
    return (await service.requests()).submits.at(-1)?.body as Record<string, unknown>;
  }
});

import assert from 'node:assert/strict';
import { composerIn, eventually, type Gallery } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary } from '../support/libraryFixture.ts';

describe('Gallery state', () => {
  const service = useSimulatedService(200);

  it('restores search, scroll position, selection, and composer', async () => {
    const window = await service.open();
    const generations = Array.from({ length: 80 }, (_, number) => ({
      request: { prompt: `${number % 2 === 0 ? 'even' : 'odd'} ${number}` },
    }));
    await fillLibrary(window, generations);
    await window.runCommand('Jimeng: Open Gallery');
    let gallery = await window.gallery();
    await gallery.search('even');
    await gallery.toggleSelection('even 0');
    await gallery.toggleSelection('even 2');
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill('half a thought');
    await composer.option('Aspect ratio').selectOption('4:3');

    // VS Code also restores the selection, although nothing has scrolled since.
    await window.reload();
    gallery = await window.gallery();
    await gallery.waitForImage('even 2');
    await gallery.waitForSelection('even 0', 'even 2');
    await gallery.chooseFromMenu('even 2', 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    const copied = await window.page.evaluate<string>('navigator.clipboard.readText()');
    assert.deepEqual(copied.split('\n\n').sort(), ['even 0', 'even 2']);

    await gallery.clearSelection();
    await gallery.scrollToCard('even 40');
    await gallery.toggleSelection('even 40');
    await gallery.toggleSelection('even 42');
    const scrollTop = await scrollTopOf(gallery);
    assert.ok(scrollTop > 200);
    await window.restart();
    gallery = await window.gallery();
    await gallery.waitForImage('even 40');
    await gallery.waitForSelection('even 40', 'even 42');
    await eventually(
      'the scroll position',
      async () => Math.abs((await scrollTopOf(gallery)) - scrollTop) < 2,
    );
    await gallery.clearSelection();
    const search = gallery.frame.getByRole('searchbox', { name: 'Search prompts' });
    assert.equal(await search.inputValue(), 'even');
    await composerIn(gallery.frame).waitForPrompt('half a thought');
    assert.equal(await composerIn(gallery.frame).selected('Aspect ratio'), '4:3');
  });
});

function scrollTopOf(gallery: Gallery): Promise<number> {
  return gallery.frame
    .getByRole('region', { name: 'Gallery', exact: true })
    .evaluate(({ scrollTop }: { scrollTop: number }) => scrollTop);
}

import assert from 'node:assert/strict';
import { composerIn, eventually, type Gallery } from './driver/index.ts';
import { simulatedService } from './support/service.ts';
import { fillLibrary } from './support/shelf.ts';

describe('a gallery that is opened again', () => {
  const service = simulatedService(200);

  it('stands where it was: searched, scrolled, selected and composed', async () => {
    const window = await service.open();
    const pasts = Array.from({ length: 80 }, (_, number) => ({
      request: { prompt: `${number % 2 === 0 ? 'even' : 'odd'} ${number}` },
    }));
    await fillLibrary(window, pasts);
    await window.runCommand('Jimeng: Open Gallery');
    let gallery = await window.gallery();
    await gallery.find('even');
    await gallery.mark('even 0');
    await gallery.mark('even 2');
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill('half a thought');
    await composer.choice('4:3').check();

    // VS Code knows again what is selected, too, though nothing has moved since.
    await window.reload();
    gallery = await window.gallery();
    await gallery.picture('even 2');
    await gallery.selected('even 0', 'even 2');
    await gallery.choose('even 2', 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    const copied = await window.page.evaluate<string>('navigator.clipboard.readText()');
    assert.deepEqual(copied.split('\n\n').sort(), ['even 0', 'even 2']);

    await gallery.clear();
    await gallery.scrollTo('even 40');
    await gallery.mark('even 40');
    await gallery.mark('even 42');
    const wasAt = await scrolled(gallery);
    assert.ok(wasAt > 200);
    await window.restart();
    gallery = await window.gallery();
    await gallery.picture('even 40');
    await gallery.selected('even 40', 'even 42');
    await eventually('the place', async () => Math.abs((await scrolled(gallery)) - wasAt) < 2);
    const search = gallery.frame.getByRole('searchbox', { name: 'Search prompts' });
    assert.equal(await search.inputValue(), 'even');
    await composerIn(gallery.frame).holds('half a thought');
    assert.ok(await composerIn(gallery.frame).choice('4:3').isChecked());
  });
});

function scrolled(gallery: Gallery): Promise<number> {
  return gallery.frame
    .getByRole('region', { name: 'Gallery', exact: true })
    .evaluate(({ scrollTop }: { scrollTop: number }) => scrollTop);
}

import assert from 'node:assert/strict';
import { MadeThumbnails } from '../../../src/gallery/madeThumbnails.ts';
import { png } from '../support/generation.ts';
import { pictureOf, record, useShelf } from '../support/library.ts';

describe('The thumbnails that are made', () => {
  const shelf = useShelf();

  async function pictured() {
    const library = shelf.open();
    const { id } = await record(library);
    await library.addPicture(id, 0, pictureOf(png));
    const generation = await library.addPicture(id, 2, pictureOf(png));
    assert.ok(generation);
    const [first, third] = generation.images;
    assert.ok(first && third);
    return { library, id, generation, first, third };
  }

  it('are known once they have been looked for', async () => {
    const { library, id, generation, first, third } = await pictured();
    await library.addThumbnail(id, 1, 256, png);
    await library.addThumbnail(id, 1, 512, png);
    const made = new MadeThumbnails(library);
    assert.equal(made.has(id, third), false);
    await made.look([generation]);
    assert.equal(made.has(id, third), true);
    assert.equal(made.has(id, first), false);
  });

  it('are those made in the meantime, too', async () => {
    const { library, id, generation, first } = await pictured();
    const made = new MadeThumbnails(library);
    await made.look([generation]);
    made.add(id, first);
    await made.look([generation]);
    assert.equal(made.has(id, first), true);
  });

  it('are not half there: the smaller ones are made first', async () => {
    const { library, id, generation, first } = await pictured();
    await library.addThumbnail(id, 0, 256, png);
    const made = new MadeThumbnails(library);
    await made.look([generation]);
    assert.equal(made.has(id, first), false);
  });
});

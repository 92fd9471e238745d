import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import '../support/vscode.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { createFinished, useLibraryFixture } from '../support/libraryFixture.ts';

const { actionHandlers } = await import('../../../src/commands/gallery/actions.ts');
type Action = keyof typeof actionHandlers;

const usingActions: readonly Action[] = ['open', 'copyImage', 'reveal', 'insert', 'saveAs'];
const missing = 'The image file is missing from the library. Generate the image again.';
const damaged = 'The image file in the library is damaged. Generate the image again.';

describe('An action on an image', () => {
  const fixture = useLibraryFixture();
  const path = (...names: string[]) => join(fixture.folder, ...names);

  const changes: readonly [string, string, (id: string) => Promise<unknown>][] = [
    ['is missing', missing, (id) => rm(path('images', id, '1.png'))],
    [
      'is a link',
      damaged,
      async (id) => {
        await rename(path('images', id, '1.png'), path('secret'));
        await symlink(path('secret'), path('images', id, '1.png'));
      },
    ],
    [
      'is in a linked folder',
      damaged,
      async (id) => {
        await rename(path('images', id), path('elsewhere'));
        await symlink(path('elsewhere'), path('images', id));
      },
    ],
    [
      'is a folder',
      damaged,
      async (id) => {
        await rm(path('images', id, '1.png'));
        await mkdir(path('images', id, '1.png'));
      },
    ],
  ];
  for (const action of usingActions)
    for (const [description, message, change] of changes)
      it(`that ${description} only reports that: ${action}`, async () => {
        const window = await FakeWindow.open();
        const library = fixture.openLibrary();
        const id = await createFinished(fixture, library, 1);
        const record = await library.get(id);
        assert.ok(record?.images[0]);
        await change(id);
        const targets = { records: [record], images: [{ record, image: record.images[0] }] };
        const used: unknown[] = [];
        // Only what these actions use.
        const services = {
          library,
          lastActiveEditor: {},
          gallery: { copyImage: (file: string) => used.push(file) },
        } as unknown as Parameters<(typeof actionHandlers)[Action]>[1];
        await actionHandlers[action](targets, services);
        assert.deepEqual(
          window.shown.map(({ text }) => text),
          [message],
        );
        assert.deepEqual([window.executedCommands, used], [[], []]);
      });
});

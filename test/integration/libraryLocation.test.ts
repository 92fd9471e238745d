import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { gateway, submitRequests } from './support/gateway.ts';
import { generate, rejectionMessage, smallSize, useFreshGateway } from './support/generate.ts';
import { setSetting } from './support/settings.ts';

const { executeCommand } = vscode.commands;

/** The folder of the library that an image is in. */
const libraryOf = (file: string) => dirname(dirname(dirname(file)));

describe('Library location', () => {
  const messages = useFreshGateway();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jimeng-location-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function generateOne(prompt: string) {
    const { id, images } = await generate({ prompt, ...smallSize });
    return { id, file: images[0]?.uri.fsPath ?? '' };
  }

  /** Moves the library, and waits until no generation is left in the old folder. */
  async function moveLibrary(from: string, to: string): Promise<void> {
    messages.buttonToPress = 'Move';
    const uri = vscode.Uri.file(to);
    assert.equal(await executeCommand('jimeng.moveLibrary', { uri }), true);
    await eventually('the move', async () => {
      const folders = ['records', 'moved'].map((name) => join(from, name));
      const names = await Promise.all(
        folders.map((each) => readdir(each).catch((): string[] => [])),
      );
      return names.flat().every((name) => !name.endsWith('.json'));
    });
    messages.buttonToPress = undefined;
  }

  it('is another folder after a move, and the first one again after moving back', async () => {
    const { id, file } = await generateOne('A lighthouse that moves');
    const library = libraryOf(file);
    const bytes = await readFile(file);
    const target = join(folder, 'images');
    await moveLibrary(library, target);
    assert.ok(bytes.equals(await readFile(join(target, 'images', id, '1.png'))));
    assert.ok(existsSync(join(target, 'records', `${id}.json`)));

    const { file: newFile } = await generateOne('A lighthouse in the new folder');
    assert.equal(libraryOf(newFile), target);

    await moveLibrary(target, library);
    assert.ok(bytes.equals(await readFile(file)));
    await eventually('the empty folder to be deleted', () => !existsSync(target));
    await setSetting('jimeng.library.location', undefined);
    const { file: lastFile } = await generateOne('A lighthouse at home');
    assert.equal(libraryOf(lastFile), library);
  });

  it('takes along an image in progress, which is submitted once', async () => {
    const { file } = await generateOne('A lighthouse that is ready');
    const library = libraryOf(file);
    await gateway.configure({ latencyMs: 3000 });
    const before = (await submitRequests()).length;
    void executeCommand('jimeng.generate', {
      prompt: 'A lighthouse in progress',
      ...smallSize,
    }).then(undefined, () => undefined);
    await eventually('the submit', async () =>
      (await submitRequests()).length > before ? true : undefined,
    );
    await moveLibrary(library, folder);
    const record = await eventually('the image', async () => {
      for (const name of await readdir(join(folder, 'records'))) {
        const text = await readFile(join(folder, 'records', name), 'utf8').catch(() => '{}');
        const { state, request } = JSON.parse(text) as {
          state?: string;
          request?: { prompt: string };
        };
        if (request?.prompt === 'A lighthouse in progress' && state === 'done') return name;
      }
      return undefined;
    });
    const id = record.replace('.json', '');
    assert.ok(existsSync(join(folder, 'images', id, '1.png')));
    assert.equal((await submitRequests()).length, before + 1);
    await gateway.configure({ latencyMs: 0 });
    await moveLibrary(folder, library);
    await setSetting('jimeng.library.location', undefined);
  });

  it('is where an image in progress continues if only the setting is changed, and where it then stays', async () => {
    const { id, file } = await generateOne('A lighthouse that stays');
    const library = libraryOf(file);
    await gateway.configure({ latencyMs: 3000 });
    const before = (await submitRequests()).length;
    void executeCommand('jimeng.generate', {
      prompt: 'A lighthouse that follows',
      ...smallSize,
    }).then(undefined, () => undefined);
    await eventually('the submit', async () =>
      (await submitRequests()).length > before ? true : undefined,
    );
    await setSetting('jimeng.library.location', folder);
    const done = await eventually('the image', async () => {
      for (const each of await readdir(join(folder, 'images')).catch((): string[] => []))
        if (existsSync(join(folder, 'images', each, '1.png'))) return each;
      return undefined;
    });
    assert.equal((await submitRequests()).length, before + 1);
    assert.ok(existsSync(join(library, 'records', `${id}.json`)));
    assert.ok(!existsSync(join(library, 'records', `${done}.json`)));
    await gateway.configure({ latencyMs: 0 });
    await setSetting('jimeng.library.location', undefined);
    const { file: lastFile } = await generateOne('A lighthouse at home after a visit');
    assert.equal(libraryOf(lastFile), library);
    assert.ok(existsSync(join(folder, 'images', done, '1.png')));
  });

  it('is not moved to a folder with other files', async () => {
    await writeFile(join(folder, 'holiday.png'), '');
    const uri = vscode.Uri.file(folder);
    assert.equal(await executeCommand('jimeng.moveLibrary', { uri }), false);
    assert.deepEqual(messages.errors, [
      `'${folder}' contains other files. Choose an empty folder or a folder with a library.`,
    ]);
    assert.deepEqual(await readdir(folder), ['holiday.png']);
  });

  const unavailable: readonly [name: string, location: () => string][] = [
    ['a relative path', () => 'images/jimeng'],
    ['a folder that does not exist', () => join(folder, 'missing')],
    ['a file', () => join(folder, 'file')],
    ['a folder with other files', () => join(folder, 'foreign')],
  ];
  for (const [name, location] of unavailable) {
    it(`sends nothing and creates nothing if it is ${name}`, async () => {
      await writeFile(join(folder, 'file'), '');
      await mkdir(join(folder, 'foreign'));
      await writeFile(join(folder, 'foreign/holiday.png'), '');
      const before = (await submitRequests()).length;
      await setSetting('jimeng.library.location', location());
      const message = await rejectionMessage({ prompt: 'A lighthouse without a place' });
      assert.match(message, /^The library folder is not available/);
      assert.equal((await submitRequests()).length, before);
      assert.ok(!existsSync(join(folder, 'missing')));
      assert.deepEqual(await readdir(join(folder, 'foreign')), ['holiday.png']);
      const isReported = messages.errors.some((each) => each.startsWith('The library folder '));
      assert.ok(isReported, messages.errors.join('\n'));
      await setSetting('jimeng.library.location', undefined);
      await generateOne('A lighthouse at home again');
    });
  }
});

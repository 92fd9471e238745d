import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { JimengError, providers, type ApiKey } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import type { LibraryChange } from '../../../src/library/recordCache.ts';
import { recordOf } from '../support/galleryRecords.ts';
import '../support/vscode.ts';

const vscode = (await import('vscode')) as unknown as {
  commands: object;
  EventEmitter: new () => { event: never; fire: () => void };
};
const { WalkthroughProgress } = await import('../../../src/host/walkthroughProgress.ts');

describe('WalkthroughProgress', () => {
  let contextKeys: string[];
  let key: ApiKey | undefined;
  let records: GenerationRecord[];
  let getProvider: () => typeof providers.octopusx;
  let fireSecretChange: () => void;
  let save: (record: GenerationRecord) => void;

  beforeEach(() => {
    contextKeys = [];
    key = undefined;
    records = [];
    getProvider = () => providers.octopusx;
    Object.assign(vscode.commands, {
      executeCommand: (command: string, name: string, value: unknown) => {
        assert.deepEqual([command, value], ['setContext', true]);
        contextKeys.push(name);
        return Promise.resolve();
      },
    });
  });

  function create() {
    const secretChanges = new vscode.EventEmitter();
    fireSecretChange = () => {
      secretChanges.fire();
    };
    return new WalkthroughProgress({
      apiKeys: { get: () => Promise.resolve(key), onDidChange: secretChanges.event },
      library: {
        list: () => Promise.resolve(records),
        listRecent: (count) => Promise.resolve(records.slice(0, count)),
        onDidChange: (listener: (change: LibraryChange) => void) => {
          save = (record) => {
            listener({ type: 'saved', record });
          };
          return { dispose: () => undefined };
        },
      },
      getProvider: () => getProvider(),
    });
  }

  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const insertions = [{ uri: 'file:///a.md', at: 1 }];

  it('completes a step when the user has done it, once', async () => {
    create();
    assert.deepEqual(contextKeys, []);
    fireSecretChange();
    await settle();
    assert.deepEqual(contextKeys, []);
    key = { kind: 'bearer', token: 'sk-1' };
    fireSecretChange();
    await settle();
    save(recordOf(1, { state: 'generating', images: [] }));
    assert.deepEqual(contextKeys, ['jimeng.hasApiKey']);
    save(recordOf(1));
    save(recordOf(1, { insertions }));
    fireSecretChange();
    await settle();
    assert.deepEqual(contextKeys, [
      'jimeng.hasApiKey',
      'jimeng.hasImage',
      'jimeng.hasInsertedImage',
    ]);
  });

  it('completes what was done before', async () => {
    records = [recordOf(2), recordOf(1, { insertions })];
    const progress = create();
    await progress.update();
    assert.deepEqual(contextKeys, ['jimeng.hasImage', 'jimeng.hasInsertedImage']);
  });

  it('completes what was done long ago', async () => {
    records = Array.from({ length: 100 }, (_, index) => recordOf(index, { state: 'failed' }));
    records.push(recordOf(100, { insertions }));
    await create().update();
    assert.deepEqual(contextKeys, ['jimeng.hasImage', 'jimeng.hasInsertedImage']);
  });

  it('completes what was done lately without the key store', async () => {
    records = [recordOf(1)];
    key = { kind: 'bearer', token: 'sk-1' };
    await create().updateFromRecent();
    assert.deepEqual(contextKeys, ['jimeng.hasImage']);
  });

  it('completes the step of the gallery when it is opened with an image', async () => {
    const progress = create();
    await progress.addGalleryOpening();
    records = [recordOf(1, { isSample: true })];
    await progress.addGalleryOpening();
    assert.deepEqual(contextKeys, []);
    records = [recordOf(1)];
    await progress.addGalleryOpening();
    await progress.addGalleryOpening();
    assert.deepEqual(contextKeys, ['jimeng.hasFoundImage']);
  });

  it('completes no step for a sample', async () => {
    records = [recordOf(1, { insertions, isSample: true })];
    await create().update();
    assert.deepEqual(contextKeys, []);
  });

  it('ignores a provider that is not configured', async () => {
    getProvider = () => {
      throw new JimengError({ kind: 'noProvider' });
    };
    await create().update();
    assert.deepEqual(contextKeys, []);
  });

  it('has the keys of the manifest', async () => {
    records = [recordOf(1, { insertions })];
    key = { kind: 'bearer', token: 'sk-1' };
    const progress = create();
    await progress.update();
    await progress.addGalleryOpening();
    const events = readFileSync('package.json', 'utf8').matchAll(/"onContext:([^"]+)"/g);
    assert.deepEqual(contextKeys.sort(), [...events].map(([, name]) => name).sort());
  });
});

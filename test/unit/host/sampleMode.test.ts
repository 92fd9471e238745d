import assert from 'node:assert/strict';
import { providers, type ApiKey, type Provider } from '../../../src/jimeng/index.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { request } from '../support/generation.ts';
import { createFinished, useLibraryFixture } from '../support/libraryFixture.ts';

const { SampleMode } = await import('../../../src/host/samples/sampleMode.ts');
const { readSetup } = await import('../../../src/gallery/host/setup/readSetup.ts');

describe('SampleMode', () => {
  const fixture = useLibraryFixture();
  let window: FakeWindow;
  /** The origins of the providers that have a key. */
  let origins: Set<string>;
  let keyStoreError: Error | undefined;

  beforeEach(async () => {
    window = await FakeWindow.open();
    origins = new Set();
    keyStoreError = undefined;
  });

  const open = () => {
    const library = fixture.openLibrary();
    const apiKeys = {
      get: ({ origin }: Provider): Promise<ApiKey | undefined> => {
        if (keyStoreError) return Promise.reject(keyStoreError);
        return Promise.resolve(origins.has(origin) ? { kind: 'bearer', token: 'x' } : undefined);
      },
    };
    const samples = new SampleMode({
      library,
      apiKeys,
      now: () => Date.now(),
      random: Math.random,
    });
    return { library, samples, readSetup: () => readSetup({ apiKeys, library }) };
  };

  it('begins with a sample, and ends when the samples are removed', async () => {
    const { library, samples } = open();
    assert.equal(await samples.isActive(), false);
    const [run] = await samples.start([request, request]);
    assert.equal(await samples.isActive(), true);
    assert.equal((await run?.finished)?.isSample, true);
    const realId = await createFinished(fixture, library, 1);
    assert.equal(await samples.remove(), 2);
    assert.equal(await samples.isActive(), false);
    assert.deepEqual(await library.listIds(), [realId]);
    assert.equal(await samples.remove(), 0);
  });

  it('does not treat an image with a provider as a sample, even if its record is marked as one', async () => {
    const { library, samples } = open();
    const foreignId = await createFinished(fixture, library, 1);
    await library.update(foreignId, (record) => ({ ...record, isSample: true }));
    await samples.start([request]);
    const other = open();
    assert.equal((await other.library.get(foreignId))?.isSample, undefined);
    assert.equal(await other.samples.remove(), 1);
    assert.deepEqual(await other.library.listIds(), [foreignId]);
    assert.equal(await other.samples.isActive(), false);
  });

  it('goes on in another window', async () => {
    await open().samples.start([request]);
    assert.equal(await open().samples.isActive(), true);
  });

  for (const provider of Object.values(providers)) {
    it(`ends when a key for ${provider.name} is set, whatever the settings name`, async () => {
      const { samples } = open();
      await samples.start([request]);
      origins.add(provider.origin);
      assert.deepEqual([await samples.hasAnyKey(), await samples.isActive()], [true, false]);
    });
  }

  it('ends when a key for a custom provider is set', async () => {
    const { samples } = open();
    await samples.start([request]);
    origins.add('https://a.example');
    assert.equal(await samples.isActive(), true);
    window.setSettings({ customProvider: { baseUrl: 'https://a.example', model: 'm' } });
    assert.equal(await samples.isActive(), false);
  });

  it('does not begin if it is not known whether there is a key', async () => {
    const { samples } = open();
    await samples.start([request]);
    keyStoreError = new Error('locked');
    assert.equal(await samples.isActive(), false);
  });

  it('reports a sample that cannot be written', async () => {
    fixture.disk.faultFor = (call) => (call === 'mkdir' ? 'EROFS' : undefined);
    const failing = fixture.driver.waitFor(open().samples.start([request]));
    await assert.rejects(failing, { failure: { kind: 'save', code: 'EROFS' } });
  });

  describe('in the gallery', () => {
    it('is offered while no provider has a key', async () => {
      const { isKeyMissing, samples, currentProvider, ...setup } = await open().readSetup();
      assert.deepEqual([isKeyMissing, samples, currentProvider], [true, 'offered', 'octopusx']);
      assert.deepEqual(
        setup.providers.map(({ id, hasKey, keyPage }) => [id, hasKey, keyPage?.host]),
        [
          ['octopusx', false, 'octopusx.ai'],
          ['deepwl', false, 'zx1.deepwl.net'],
          ['volcengine', false, 'console.volcengine.com'],
        ],
      );
      assert.equal(setup.examplePrompts.length, 3);
    });

    it('is active, then kept when a key is set, then gone', async () => {
      const { library, samples, readSetup } = open();
      await samples.start([request]);
      assert.equal((await readSetup()).samples, 'offered');
      await library.list();
      assert.equal((await readSetup()).samples, 'active');
      origins.add(providers.deepwl.origin);
      const { samples: state, isKeyMissing } = await readSetup();
      // The provider of the settings is another one.
      assert.deepEqual([state, isKeyMissing], ['kept', true]);
      await samples.remove();
      assert.equal((await readSetup()).samples, 'none');
    });

    it('shows a custom provider that is configured, without a page for keys', async () => {
      window.setSettings({
        provider: 'custom',
        customProvider: { baseUrl: 'https://a.example', model: 'm' },
      });
      origins.add('https://a.example');
      const { providers: options, isKeyMissing } = await open().readSetup();
      const custom = options.find(({ id }) => id === 'custom');
      assert.deepEqual([custom?.hasKey, custom?.keyPage, isKeyMissing], [true, undefined, false]);
    });

    it('knows no key of a custom provider that is not configured', async () => {
      window.setSettings({ provider: 'custom' });
      const { providers: options, isKeyMissing } = await open().readSetup();
      assert.deepEqual([options.length, isKeyMissing], [3, true]);
    });
  });
});

import assert from 'node:assert/strict';
import type { SetupContext } from '../../../../src/gallery/host/setup/setupController.ts';
import { providers, type Provider } from '../../../../src/jimeng/index.ts';
import { FakeWindow } from '../../support/fakeWindow.ts';

const { SetupController } = await import('../../../../src/gallery/host/setup/setupController.ts');
const { readSettings } = await import('../../../../src/host/settings/settings.ts');

describe('SetupController.chooseProvider', () => {
  const ignore = () => ({ dispose: () => undefined });
  const context: SetupContext = {
    apiKeys: {
      get: ({ origin }: Provider) =>
        Promise.resolve(
          origin === providers.deepwl.origin ? { kind: 'bearer' as const, token: 'x' } : undefined,
        ),
      onDidChange: ignore,
    },
    library: { isLoaded: false, list: () => Promise.resolve([]), onDidChange: ignore },
    post: () => undefined,
    onError: assert.ifError,
  };

  for (const [id, commands] of [
    ['deepwl', []],
    ['volcengine', ['jimeng.setApiKey']],
    ['octopusx', ['jimeng.setApiKey']],
  ] as const) {
    const asks = commands.length > 0 ? 'asks for its key' : 'does not ask for the key that it has';
    it(`makes ${id} the provider, and ${asks}`, async () => {
      const window = await FakeWindow.open();
      const controller = new SetupController(context);
      await controller.chooseProvider(id);
      controller.dispose();
      assert.equal(readSettings().settings.provider, id);
      assert.deepEqual(window.executedCommands, commands);
    });
  }
});

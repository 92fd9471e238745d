import assert from 'node:assert/strict';
import { providerIds } from '../../../src/jimeng/index.ts';
import { FakeWindow } from '../support/fakeWindow.ts';

const { createProviderQuickPickItem } = await import('../../../src/host/providerQuickPickItem.ts');

describe('Provider quick pick items', () => {
  let window: FakeWindow;

  beforeEach(async () => {
    window = await FakeWindow.open();
  });

  it('explain what each provider requires, and where to get a key', () => {
    const items = providerIds.map(createProviderQuickPickItem);
    assert.deepEqual(
      items.map(({ label, detail, button }) => [label, detail, button?.tooltip]),
      [
        [
          'OctopusX',
          'Model jimeng-4.0. Requires an API key from octopusx.ai',
          'Get a key at octopusx.ai',
        ],
        [
          'DeepWL',
          'Model jimeng-4.0. Requires an API key from zx1.deepwl.net',
          'Get a key at zx1.deepwl.net',
        ],
        [
          'Volcengine',
          'The official service, with all models. Requires an access key from console.volcengine.com; activate the service there first',
          'Get a key at console.volcengine.com',
        ],
        ['Custom', 'Another service that implements the Jimeng API. Not configured', undefined],
      ],
    );
  });

  it('show the host of a custom provider that is configured', () => {
    window.setSettings({ customProvider: { baseUrl: 'https://a.example/x', model: 'm' } });
    assert.equal(createProviderQuickPickItem('custom').detail, 'a.example');
  });
});

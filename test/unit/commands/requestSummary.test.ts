import assert from 'node:assert/strict';
import { providers } from '../../../src/jimeng/index.ts';
import { FakeWindow } from '../support/fakeWindow.ts';

const { readSettings } = await import('../../../src/host/settings/settings.ts');
const { formatRequestSummary } = await import('../../../src/commands/generate/requestSummary.ts');

describe('formatRequestSummary', () => {
  let window: FakeWindow;
  beforeEach(async () => {
    window = await FakeWindow.open();
  });

  const summarize = (args?: Parameters<typeof formatRequestSummary>[2], isSample = false) =>
    formatRequestSummary(providers.octopusx, readSettings().settings, args, {
      isActive: () => Promise.resolve(isSample),
    });

  it('shows the provider and the settings', async () => {
    assert.equal(await summarize(), 'OctopusX · jimeng-4.0 · 2K · Auto · 1 image');
    window.setSettings({ aspectRatio: '16:9', pricePerImage: { octopusx: '0.22 CNY' } });
    assert.equal(await summarize(), 'OctopusX · jimeng-4.0 · 2K · 16:9 · 1 image · 0.22 CNY');
  });

  it('shows arguments in place of settings, and the most images of a set', async () => {
    const args = { width: 1024, height: 2048, forceSingle: false };
    assert.equal(await summarize(args), 'OctopusX · jimeng-4.0 · 1024 × 2048 · up to 15 images');
    assert.match(await summarize({ resolution: '4k', aspectRatio: '1:1' }), / · 4K · 1:1 · /);
  });

  it('shows that a sample is not billed', async () => {
    window.setSettings({ pricePerImage: { octopusx: '0.22 CNY' } });
    assert.equal(await summarize(undefined, true), 'Sample, not billed · 2K · Auto · 1 image');
  });
});

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sampleKeys } from '../gateway/keys.ts';
import { eventually } from './support/eventually.ts';
import { gateway, origins, submits } from './support/gateway.ts';
import { eachAfresh, generate, refusalOf, setKey, small } from './support/generating.ts';
import { set } from './support/settings.ts';
import { inWorkspace } from './support/workspace.ts';

type Values = Readonly<Record<string, unknown>>;

/** The gateway refuses it after it has checked everything else: no picture has to be waited for. */
const prompt = 'forbidden-word';

describe('settings', () => {
  eachAfresh();

  const cases: readonly [settings: Values, argument: Values, sent: Values][] = [
    [{}, {}, { resolution: '2k', force_single: true }],
    [{ resolution: '4k' }, {}, { resolution: '4k' }],
    [{ resolution: '4k' }, { resolution: '1k' }, { resolution: '1k' }],
    [{ forceSingle: false }, {}, { resolution: '2k', force_single: false }],
    [{ forceSingle: false }, { forceSingle: true }, { resolution: '2k', force_single: true }],
    [{ aspectRatio: '16:9' }, {}, { width: 2560, height: 1440 }],
    [{ aspectRatio: '9:16' }, {}, { width: 1440, height: 2560 }],
    [{ aspectRatio: '3:2', resolution: '4k' }, {}, { width: 4992, height: 3328 }],
    [{ aspectRatio: '2:3', resolution: '4k' }, {}, { width: 3328, height: 4992 }],
    [{ aspectRatio: '9:21', resolution: '4k' }, {}, { width: 2656, height: 6198 }],
    [{ aspectRatio: '1:1', resolution: '1k' }, {}, { width: 1024, height: 1024 }],
    [{ aspectRatio: '16:9' }, { aspectRatio: 'auto' }, { resolution: '2k' }],
    [{ aspectRatio: '16:9' }, { aspectRatio: '3:4' }, { width: 1728, height: 2304 }],
    [{ aspectRatio: '16:9' }, { width: 1500, height: 2000 }, { width: 1500, height: 2000 }],
    [{ aspectRatio: 'round', resolution: 8 }, {}, { resolution: '2k' }],
  ];
  for (const [settings, argument, sent] of cases) {
    const asked = Object.keys(argument).length > 0 ? ` and ${JSON.stringify(argument)}` : '';
    it(`${JSON.stringify(settings)}${asked} send ${JSON.stringify(sent)}`, async () => {
      for (const [name, value] of Object.entries(settings)) await set(`jimeng.${name}`, value);
      await refusalOf({ prompt, ...argument });

      const [submit] = await submits();
      assert.equal(submit?.code, 50412, 'the gateway found fault with the request itself');
      assert.deepEqual(submit.body, {
        req_key: 'jimeng_t2i_v40',
        model: 'jimeng-4.0',
        prompt,
        image_urls: [],
        force_single: true,
        ...sent,
      });
    });
  }

  it('jimeng.provider chooses the gateway', async () => {
    await set('jimeng.provider', 'deepwl');
    await refusalOf({ prompt });
    assert.equal((await submits())[0]?.origin, 'deepwl');
  });

  it('a workspace cannot choose the provider, nor where one’s own service is', async () => {
    await set('jimeng.customProvider', { baseUrl: origins.custom, path: '/jimeng/' });
    await setKey('custom', sampleKeys.valid);
    const folder = inWorkspace('.vscode');
    const resolution = () => vscode.workspace.getConfiguration('jimeng').get('resolution');
    await mkdir(folder, { recursive: true });
    await writeFile(
      inWorkspace('.vscode/settings.json'),
      JSON.stringify({
        'jimeng.provider': 'deepwl',
        'jimeng.customProvider': { baseUrl: origins.pictures },
        'jimeng.resolution': '1k',
      }),
    );
    try {
      await eventually('the settings', () => (resolution() === '1k' ? true : undefined));
      await refusalOf({ prompt });
      const [submit] = await submits();
      assert.equal(submit?.body['resolution'], '1k');
      assert.equal(submit.origin, 'octopusx');

      await refusalOf({ prompt, provider: 'custom' });
      assert.deepEqual(
        (await submits()).map(({ origin }) => origin),
        ['octopusx', 'custom'],
      );
    } finally {
      await rm(folder, { recursive: true });
      await eventually('the settings', () => (resolution() === '2k' ? true : undefined));
    }
  });

  it('jimeng.maxConcurrentTasks keeps the rest waiting', async () => {
    await set('jimeng.maxConcurrentTasks', 1);
    await Promise.all([
      generate({ prompt: 'A cat', ...small }),
      generate({ prompt: 'A dog', ...small }),
    ]);
    const [first, second] = await gateway.tasks();
    assert.ok(first?.deliveredAt !== undefined && second);
    assert.ok(second.submittedAt >= first.deliveredAt);
  });
});

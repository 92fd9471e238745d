import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { eventually } from '../support/eventually.ts';
import { workspacePath } from './support/documents.ts';
import { gateway, origins, submitRequests } from './support/gateway.ts';
import {
  useFreshGateway,
  generate,
  rejectionMessage,
  setKey,
  smallSize,
} from './support/generate.ts';
import { setSetting } from './support/settings.ts';

type Values = Readonly<Record<string, unknown>>;

/** The gateway rejects it after all other checks, so that no image is generated. */
const prompt = 'forbidden-word';

describe('Settings', () => {
  const messages = useFreshGateway();

  const cases: readonly [settings: Values, argument: Values, sent: Values][] = [
    [{}, {}, { resolution: '2k', force_single: true }],
    [{ resolution: '4k' }, {}, { resolution: '4k' }],
    [{ resolution: '4k' }, { resolution: '1k' }, { resolution: '1k' }],
    [{ forceSingle: false }, {}, { resolution: '2k', force_single: false }],
    [{ forceSingle: false }, { forceSingle: true }, { resolution: '2k', force_single: true }],
    [{ imageCount: 'asPrompted' }, {}, { resolution: '2k', force_single: false }],
    [{ imageCount: 'one', forceSingle: false }, {}, { resolution: '2k', force_single: true }],
    [{ aspectRatio: '16:9' }, {}, { width: 2560, height: 1440 }],
    [{ aspectRatio: '9:16' }, {}, { width: 1440, height: 2560 }],
    [{ aspectRatio: '3:2', resolution: '4k' }, {}, { width: 4992, height: 3328 }],
    [{ aspectRatio: '2:3', resolution: '4k' }, {}, { width: 3328, height: 4992 }],
    [{ aspectRatio: '9:21', resolution: '4k' }, {}, { width: 2656, height: 6198 }],
    [{ aspectRatio: '1:1', resolution: '1k' }, {}, { width: 1024, height: 1024 }],
    [{ aspectRatio: '16:9' }, { aspectRatio: 'auto' }, { resolution: '2k' }],
    [{ aspectRatio: '16:9' }, { aspectRatio: '3:4' }, { width: 1728, height: 2304 }],
    [{ aspectRatio: '16:9' }, { width: 1500, height: 2000 }, { width: 1500, height: 2000 }],
    [{ resolution: ' 1K ' }, {}, { resolution: '1k' }],
    [{ forceSingle: 'False' }, {}, { resolution: '2k', force_single: false }],
    [{ aspectRatio: '16x9' }, {}, { width: 2560, height: 1440 }],
    [
      { aspectRatio: 'round', resolution: 8 },
      { width: 1500, height: 2000 },
      { width: 1500, height: 2000 },
    ],
  ];
  for (const [settings, argument, sent] of cases) {
    const argumentText = Object.keys(argument).length > 0 ? ` and ${JSON.stringify(argument)}` : '';
    it(`${JSON.stringify(settings)}${argumentText} send ${JSON.stringify(sent)}`, async () => {
      for (const [name, value] of Object.entries(settings))
        await setSetting(`jimeng.${name}`, value);
      await rejectionMessage({ prompt, ...argument });

      const [submit] = await submitRequests();
      assert.equal(submit?.code, 50412, 'the gateway rejected the request itself');
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

  const invalidSettings: readonly [name: string, value: unknown, sentence: RegExp][] = [
    [
      'provider',
      'Volcano',
      /'jimeng\.provider'\. Expected: octopusx, deepwl, volcengine, custom\.$/,
    ],
    ['model', 'jimeng-4', /"jimeng-4" for the setting 'jimeng\.model'/],
    ['resolution', '8k', /Invalid value "8k" .* Expected: 1k, 2k, 4k\.$/],
    ['aspectRatio', 'circle', /Invalid value "circle"/],
    ['forceSingle', 'no', /Expected: true, false\.$/],
    ['addLogo', 'yes', /Expected: true, false\.$/],
    ['logoInfo', { position: 'middle' }, /'jimeng\.logoInfo\.position'/],
    ['aigcMeta', { producerId: 3 }, /'jimeng\.aigcMeta\.producerId'/],
  ];
  for (const [name, value, sentence] of invalidSettings) {
    it(`nothing is sent while jimeng.${name} is ${JSON.stringify(value)}`, async () => {
      await setSetting(`jimeng.${name}`, value);
      assert.match(await rejectionMessage({ prompt: `forbidden-word ${name}` }), sentence);
      assert.deepEqual(await submitRequests(), []);
      const warnings = messages.shown.filter(({ severity }) => severity === 'warning');
      const errors = messages.shown.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        [...warnings, ...errors].map(({ buttons }) => buttons),
        [['Open Settings'], ['Open Settings']],
      );
      assert.match(warnings[0]?.text ?? '', /Nothing is sent until this is fixed\.$/);

      // The same value is reported once; the refusal each time.
      await setSetting(`jimeng.${name}`, undefined);
      await setSetting(`jimeng.${name}`, value);
      assert.equal(messages.shown.filter(({ severity }) => severity === 'warning').length, 1);
    });
  }

  it('an invalid setting that decides nothing has its default, and is reported', async () => {
    await setSetting('jimeng.timeout', 'long');
    await rejectionMessage({ prompt: 'forbidden-word timeout' });
    assert.equal((await submitRequests()).length, 1);
    const [warning] = messages.shown.filter(({ severity }) => severity === 'warning');
    assert.equal(
      warning?.text,
      'Invalid value "long" for the setting \'jimeng.timeout\'. Expected: 10–43200. The default is used instead.',
    );
  });

  it('jimeng.provider selects the gateway', async () => {
    await setSetting('jimeng.provider', 'deepwl');
    await rejectionMessage({ prompt });
    assert.equal((await submitRequests())[0]?.origin, 'deepwl');
  });

  it('jimeng.provider and jimeng.customProvider are ignored in a workspace', async () => {
    await setSetting('jimeng.customProvider', { baseUrl: origins.custom, path: '/jimeng/' });
    await setKey('custom', sampleKeys.valid);
    const folder = workspacePath('.vscode');
    const resolution = () => vscode.workspace.getConfiguration('jimeng').get('resolution');
    await mkdir(folder, { recursive: true });
    await writeFile(
      workspacePath('.vscode/settings.json'),
      JSON.stringify({
        'jimeng.provider': 'deepwl',
        'jimeng.customProvider': { baseUrl: origins.images },
        'jimeng.resolution': '1k',
      }),
    );
    try {
      await eventually('the settings', () => resolution() === '1k');
      await rejectionMessage({ prompt });
      const [submit] = await submitRequests();
      assert.equal(submit?.body['resolution'], '1k');
      assert.equal(submit.origin, 'octopusx');

      await rejectionMessage({ prompt, provider: 'custom' });
      assert.deepEqual(
        (await submitRequests()).map(({ origin }) => origin),
        ['octopusx', 'custom'],
      );
    } finally {
      await rm(folder, { recursive: true });
      await eventually('the settings', () => resolution() === '2k');
    }
  });

  it('jimeng.maxConcurrentTasks queues additional tasks', async () => {
    await setSetting('jimeng.maxConcurrentTasks', 1);
    await Promise.all([
      generate({ prompt: 'A cat', ...smallSize }),
      generate({ prompt: 'A dog', ...smallSize }),
    ]);
    const [first, second] = await gateway.tasks();
    assert.ok(first?.deliveredAt !== undefined && second);
    assert.ok(second.submittedAt >= first.deliveredAt);
  });
});

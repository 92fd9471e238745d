import assert from 'node:assert/strict';
import * as v from 'valibot';
import {
  createCustomProvider,
  customProviderSchema,
  customProviderSettingSchema,
} from '../../../../src/jimeng/index.ts';
import { normalizeBaseUrl } from '../../../../src/jimeng/providers.ts';

/** The URL that a provider with these settings is called at. */
function endpointOf(settings: { readonly baseUrl: string; readonly path?: string }): string {
  const { origin, path } = createCustomProvider(v.parse(customProviderSchema, settings));
  return origin + path;
}

describe('Custom provider', () => {
  const endpoints: [baseUrl: string, path: string | undefined, endpoint: string][] = [
    ['https://gw.example', undefined, 'https://gw.example/jm'],
    ['https://gw.example/', undefined, 'https://gw.example/jm'],
    ['https://gw.example//', undefined, 'https://gw.example/jm'],
    ['  https://gw.example \n', undefined, 'https://gw.example/jm'],
    ['\u200bhttps://gw.example\u3000', undefined, 'https://gw.example/jm'],
    ['"https://gw.example"', undefined, 'https://gw.example/jm'],
    ['<https://gw.example>', undefined, 'https://gw.example/jm'],
    ['gw.example', undefined, 'https://gw.example/jm'],
    ['gw.example:8443', undefined, 'https://gw.example:8443/jm'],
    ['HTTPS://GW.example', undefined, 'https://gw.example/jm'],
    ['localhost:4100', undefined, 'http://localhost:4100/jm'],
    ['127.0.0.1:4100/jm', undefined, 'http://127.0.0.1:4100/jm'],
    ['https://gw.example/jm', undefined, 'https://gw.example/jm'],
    ['https://gw.example/jm/', undefined, 'https://gw.example/jm'],
    ['https://gw.example//jm', undefined, 'https://gw.example/jm'],
    ['https://gw.example/jm', '/jm', 'https://gw.example/jm'],
    ['https://gw.example/api/jm', undefined, 'https://gw.example/api/jm'],
    ['https://gw.example/jimeng/', undefined, 'https://gw.example/jimeng/'],
    ['https://gw.example/jimeng', undefined, 'https://gw.example/jimeng/'],
    ['https://gw.example/jimeng/', '/jimeng/', 'https://gw.example/jimeng/'],
    ['https://gw.example/jimeng', '/jimeng/', 'https://gw.example/jimeng/'],
    ['https://gw.example/xjm', undefined, 'https://gw.example/xjm/jm'],
    ['https://gw.example/v1', undefined, 'https://gw.example/jm'],
    ['https://gw.example/v1/', undefined, 'https://gw.example/jm'],
    ['https://gw.example/v1/chat/completions', undefined, 'https://gw.example/jm'],
    ['https://gw.example/v1/images/generations', '/jimeng/', 'https://gw.example/jimeng/'],
    ['https://gw.example/v1/jm', undefined, 'https://gw.example/jm'],
    ['https://gw.example?from=mail', undefined, 'https://gw.example/jm'],
    ['https://gw.example/#/token', undefined, 'https://gw.example/jm'],
    [
      'https://gw.example/jm?Action=CVSync2AsyncSubmitTask&Version=2022-08-31',
      undefined,
      'https://gw.example/jm',
    ],
    [
      'https://gw.example/api/jimeng/v1?Action=CVSync2AsyncGetResult',
      undefined,
      'https://gw.example/api/jimeng/v1',
    ],
    ['https://visual.example?Action=CVSync2AsyncGetResult', undefined, 'https://visual.example/'],
    ['https://gw.example/volcark', '/visual', 'https://gw.example/volcark/visual'],
    ['https://gw.example/volcark/', '//visual', 'https://gw.example/volcark/visual'],
    ['https://gw.example/volcark/visual', '/', 'https://gw.example/volcark/visual/'],
    ['https://gw.example', '/', 'https://gw.example/'],
    ['https://gw.example/a b', '/jm', 'https://gw.example/ab/jm'],
  ];
  for (const [baseUrl, path, endpoint] of endpoints) {
    it(`at ${JSON.stringify(baseUrl)}${path === undefined ? '' : ` with ${path}`} is ${endpoint}`, () => {
      assert.equal(endpointOf({ baseUrl, ...(path !== undefined && { path }) }), endpoint);
    });

    it(`at ${JSON.stringify(baseUrl)}${path === undefined ? '' : ` with ${path}`} stays the same in a record`, () => {
      const once = v.parse(customProviderSchema, { baseUrl, path });
      assert.deepEqual(v.parse(customProviderSchema, once), once);
      assert.deepEqual(normalizeBaseUrl(once.baseUrl, once.path).baseUrl, once.baseUrl);
    });
  }

  const refusedUrls = [
    '',
    ' ',
    'https://',
    'http://gw.example',
    'ftp://gw.example',
    'javascript:alert(1)',
    'https://user:password@gw.example',
    'user@gw.example',
    'http://127.0.0.1.example.com',
  ];
  for (const baseUrl of refusedUrls) {
    it(`is refused at ${JSON.stringify(baseUrl)}`, () => {
      const parsed = v.safeParse(customProviderSchema, { baseUrl });
      assert.equal(parsed.issues?.[0] && v.getDotPath(parsed.issues[0]), 'baseUrl');
    });
  }

  const baseUrl = 'https://gw.example';
  for (const field of ['Model', 'Auth', 'models', 'PATH', 'baseURL', 'apiKey']) {
    it(`is refused with the unknown property ${field}, except in a record`, () => {
      const value = { baseUrl, [field]: 'volcengine' };
      const { issues } = v.safeParse(customProviderSettingSchema, value);
      assert.equal(issues?.[0] && v.getDotPath(issues[0]), field);
      assert.equal(v.parse(customProviderSchema, value).baseUrl, baseUrl);
    });
  }

  for (const schema of [customProviderSchema, customProviderSettingSchema]) {
    for (const auth of ['volcengine', 'Volcengine', ' VOLCENGINE ']) {
      it(`understands the authentication ${JSON.stringify(auth)}`, () => {
        assert.equal(v.parse(schema, { baseUrl, auth }).auth, 'volcengine');
      });
    }
  }

  it('is refused with another authentication', () => {
    const { issues } = v.safeParse(customProviderSettingSchema, { baseUrl, auth: 'basic' });
    assert.equal(issues?.[0] && v.getDotPath(issues[0]), 'auth');
  });
});

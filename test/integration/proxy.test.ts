import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gateway } from './support/gateway.ts';
import { freshGateway, generate, refusalOf, setKey } from './support/generating.ts';
import { hearMessages } from './support/messages.ts';
import { resetSettings, set } from './support/settings.ts';

/** One transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * VS Code never sends what is meant for this machine through a proxy, so these requests are for hosts
 * elsewhere. They end at the proxy, which lets nothing out.
 */
describe('the proxy of VS Code’s settings', () => {
  hearMessages();
  let proxy: Server;
  let seen: string[];

  beforeEach(async () => {
    await freshGateway();
    seen = [];
    proxy = createServer(({ method = '', url = '' }, response) => {
      seen.push(`${method} ${url}`);
      response.end(pixel);
    });
    proxy.on('connect', ({ url = '' }, socket) => {
      seen.push(`CONNECT ${url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nForbidden');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    await set('http.proxy', `http://127.0.0.1:${port}`);
    // Where this one is set, NO_PROXY of the environment counts for nothing.
    await set('http.noProxy', ['not-in-use.invalid']);
  });
  afterEach(async () => {
    await resetSettings();
    proxy.close();
  });

  it('carries pictures over http', async () => {
    await deliver('http://pictures.invalid/cat.image');
    const { images } = await generate({ prompt: 'A cat' });

    assert.deepEqual(seen, ['GET http://pictures.invalid/cat.image']);
    assert.deepEqual(
      images.map(({ mimeType }) => mimeType),
      ['image/png'],
    );
  });

  it('carries pictures and submits over https', async () => {
    await deliver('https://pictures.invalid/cat.image');
    await refusalOf({ prompt: 'A cat' });
    // Also the guard for what follows: a request that went around the proxy would reach the real service.
    assert.deepEqual([...new Set(seen)], ['CONNECT pictures.invalid:443']);

    const simulated = process.env['JIMENG_SIMULATED_OCTOPUSX'];
    delete process.env['JIMENG_SIMULATED_OCTOPUSX'];
    try {
      await setKey('octopusx', 'sk-made-up');
      const sentence = await refusalOf({ prompt: 'A cat' });
      assert.equal(seen.at(-1), 'CONNECT octopusx.ai:443');
      assert.match(sentence, /not its service \(HTTP 403, not JSON\)/);
    } finally {
      process.env['JIMENG_SIMULATED_OCTOPUSX'] = simulated;
    }
  });
});

/** Makes the gateway answer the next query with a picture at this address, and whoever asks again. */
async function deliver(url: string): Promise<void> {
  const data = { status: 'success', image_urls: [url], binary_data_base64: [] };
  const body = JSON.stringify({ code: 10000, message: 'Success', data });
  await gateway.configure({ faults: [{ on: 'query', status: 200, body, times: 2 }] });
}

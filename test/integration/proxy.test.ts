import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gateway } from './support/gateway.ts';
import { resetGateway, generate, rejectionMessage, setKey } from './support/generate.ts';
import { useMessageRecorder } from './support/messageRecorder.ts';
import { resetSettings, setSetting } from './support/settings.ts';

/** A transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * VS Code never uses a proxy for localhost, so these requests are for other hosts. They end at the
 * proxy of the test, which forwards nothing.
 */
describe('http.proxy setting', () => {
  useMessageRecorder();
  let proxy: Server;
  let proxyRequests: string[];

  beforeEach(async () => {
    await resetGateway();
    proxyRequests = [];
    proxy = createServer(({ method = '', url = '' }, response) => {
      proxyRequests.push(`${method} ${url}`);
      response.end(pixel);
    });
    proxy.on('connect', ({ url = '' }, socket) => {
      proxyRequests.push(`CONNECT ${url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nForbidden');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    await setSetting('http.proxy', `http://127.0.0.1:${port}`);
    // If this setting is used, the environment variable NO_PROXY is ignored.
    await setSetting('http.noProxy', ['not-in-use.invalid']);
  });
  afterEach(async () => {
    await resetSettings();
    proxy.close();
  });

  it('applies to images over HTTP', async () => {
    await respondWithUrl('http://images.invalid/cat.image');
    const { images } = await generate({ prompt: 'A cat' });

    assert.deepEqual(proxyRequests, ['GET http://images.invalid/cat.image']);
    assert.deepEqual(
      images.map(({ mimeType }) => mimeType),
      ['image/png'],
    );
  });

  it('applies to images and submits over HTTPS', async () => {
    await respondWithUrl('https://images.invalid/cat.image');
    await rejectionMessage({ prompt: 'A cat' });
    // Also makes sure that the request below does not bypass the proxy and reach the real service.
    assert.deepEqual([...new Set(proxyRequests)], ['CONNECT images.invalid:443']);

    const simulated = process.env['JIMENG_SIMULATED_OCTOPUSX'];
    delete process.env['JIMENG_SIMULATED_OCTOPUSX'];
    try {
      await setKey('octopusx', 'sk-made-up');
      const message = await rejectionMessage({ prompt: 'A cat' });
      assert.equal(proxyRequests.at(-1), 'CONNECT octopusx.ai:443');
      assert.match(message, /Unexpected response from OctopusX \(HTTP 403, not JSON\)/);
    } finally {
      process.env['JIMENG_SIMULATED_OCTOPUSX'] = simulated;
    }
  });
});

/** Makes the gateway respond to the next two queries with an image at this URL. */
async function respondWithUrl(url: string): Promise<void> {
  const data = { status: 'success', image_urls: [url], binary_data_base64: [] };
  const body = JSON.stringify({ code: 10000, message: 'Success', data });
  await gateway.configure({ faults: [{ on: 'query', status: 200, body, times: 2 }] });
}

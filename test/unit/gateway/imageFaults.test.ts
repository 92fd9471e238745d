import assert from 'node:assert/strict';
import type { faultKinds } from '../../gateway/faults/faultKinds.ts';
import { rawRequest } from '../../gateway/client/rawRequest.ts';
import { createImageUrls, useGateway } from './useGateway.ts';

describe('Simulated image faults', () => {
  const test = useGateway();

  const fetchWithFault = async (kind: (typeof faultKinds.image)[number], maxBytes = Infinity) => {
    const [url = ''] = await createImageUrls(test);
    test.gateway.configure({ faults: [{ on: 'image', kind }] });
    const faulty = await rawRequest(url, {}, (bytes) => bytes >= maxBytes);
    const entry = test.gateway.requests().at(-1);
    return { url, faulty, entry, complete: await rawRequest(url) };
  };

  it('forbidden, missing: return 403 and 404', async () => {
    assert.equal((await fetchWithFault('forbidden')).faulty.status, 403);
    assert.equal((await fetchWithFault('missing')).faulty.status, 404);
  });

  it('halfWithLength: sends half of the promised bytes', async () => {
    const { faulty, complete, entry } = await fetchWithFault('halfWithLength');
    assert.deepEqual([faulty.status, faulty.outcome], [200, 'ECONNRESET']);
    assert.equal(faulty.headers['content-length'], String(complete.body.length));
    assert.equal(faulty.body.length, Math.ceil(complete.body.length / 2));
    assert.equal(entry?.image, null);
  });

  it('halfChunked: sends half of the bytes without a last chunk', async () => {
    const { faulty, complete } = await fetchWithFault('halfChunked');
    assert.deepEqual([faulty.status, faulty.outcome], [200, 'ECONNRESET']);
    assert.equal(faulty.headers['transfer-encoding'], 'chunked');
    assert.equal(faulty.body.length, Math.ceil(complete.body.length / 2));
  });

  it('wrongContentType: sends the image as text', async () => {
    const { faulty, complete } = await fetchWithFault('wrongContentType');
    assert.equal(faulty.headers['content-type'], 'text/plain');
    assert.ok(faulty.body.equals(complete.body));
  });

  it('htmlImage: sends an HTML page with 200', async () => {
    const { faulty } = await fetchWithFault('htmlImage');
    assert.equal(faulty.status, 200);
    assert.match(faulty.body.toString(), /^<!doctype html>/);
  });

  it('endless: sends the image, followed by endless data', async () => {
    const maxBytes = 16 * 1024 * 1024;
    const { faulty, complete } = await fetchWithFault('endless', maxBytes);
    assert.equal(faulty.outcome, 'aborted');
    assert.ok(faulty.body.length >= maxBytes);
    assert.ok(faulty.body.subarray(0, complete.body.length).equals(complete.body));
  });

  it('redirect: redirects to another origin as often in a row as configured', async () => {
    let [url = ''] = await createImageUrls(test);
    test.gateway.configure({ faults: [{ on: 'image', kind: 'redirect', times: 6 }] });
    const origins = [];
    for (
      let response = await rawRequest(url);
      response.status === 307;
      response = await rawRequest(url)
    ) {
      url = String(response.headers['location']);
      origins.push(new URL(url).origin);
    }
    const { images, mirror } = test.gateway.origins;
    assert.deepEqual(origins, [mirror, images, mirror, images, mirror, images]);
    test.gateway.configure({ faults: [{ on: 'image', kind: 'redirect' }] });
    const mirrorUrl = String((await rawRequest(url)).headers['location']);
    assert.equal((await rawRequest(mirrorUrl)).status, 200);
    assert.equal(test.gateway.requests().at(-1)?.origin, 'mirror');
  });
});

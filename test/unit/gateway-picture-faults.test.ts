import assert from 'node:assert/strict';
import { accepted, query } from '../gateway/caller.ts';
import type { faultKinds } from '../gateway/faultKinds.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import { observe } from '../gateway/wire.ts';

describe('A fault of the simulated pictures', () => {
  let clock = 0;
  let gateway: Gateway;

  before(async () => {
    gateway = await startGateway({ latencyMs: 1000, now: () => clock });
  });
  after(() => gateway.close());
  beforeEach(() => {
    clock = Date.UTC(2026, 0, 1);
    gateway.reset();
  });

  async function address(): Promise<string> {
    const taskId = await accepted(gateway);
    clock += 1000;
    return (await query(gateway, taskId)).data?.image_urls?.[0] ?? '';
  }

  const fetched = async (kind: (typeof faultKinds.picture)[number], most = Infinity) => {
    const url = await address();
    gateway.configure({ faults: [{ on: 'picture', kind }] });
    const spoilt = await observe(url, {}, (bytes) => bytes >= most);
    const entry = gateway.requests().at(-1);
    return { url, spoilt, entry, whole: await observe(url) };
  };

  it('forbidden, missing: 403 and 404', async () => {
    assert.equal((await fetched('forbidden')).spoilt.status, 403);
    assert.equal((await fetched('missing')).spoilt.status, 404);
  });

  it('halfWithLength: half of the bytes that are promised', async () => {
    const { spoilt, whole, entry } = await fetched('halfWithLength');
    assert.deepEqual([spoilt.status, spoilt.ending], [200, 'ECONNRESET']);
    assert.equal(spoilt.headers['content-length'], String(whole.body.length));
    assert.equal(spoilt.body.length, Math.ceil(whole.body.length / 2));
    assert.equal(entry?.picture, null);
  });

  it('halfChunked: half of the bytes, and no last chunk', async () => {
    const { spoilt, whole } = await fetched('halfChunked');
    assert.deepEqual([spoilt.status, spoilt.ending], [200, 'ECONNRESET']);
    assert.equal(spoilt.headers['transfer-encoding'], 'chunked');
    assert.equal(spoilt.body.length, Math.ceil(whole.body.length / 2));
  });

  it('wrongContentType: the picture, called a text', async () => {
    const { spoilt, whole } = await fetched('wrongContentType');
    assert.equal(spoilt.headers['content-type'], 'text/plain');
    assert.ok(spoilt.body.equals(whole.body));
  });

  it('htmlPicture: a page with 200', async () => {
    const { spoilt } = await fetched('htmlPicture');
    assert.equal(spoilt.status, 200);
    assert.match(spoilt.body.toString(), /^<!doctype html>/);
  });

  it('endless: the picture, and then more than anybody wants', async () => {
    const most = 16 * 1024 * 1024;
    const { spoilt, whole } = await fetched('endless', most);
    assert.equal(spoilt.ending, 'given up');
    assert.ok(spoilt.body.length >= most);
    assert.ok(spoilt.body.subarray(0, whole.body.length).equals(whole.body));
  });

  it('redirect: to another origin, as often in a row as told', async () => {
    let url = await address();
    gateway.configure({ faults: [{ on: 'picture', kind: 'redirect', times: 6 }] });
    const hosts = [];
    for (let answer = await observe(url); answer.status === 307; answer = await observe(url)) {
      url = String(answer.headers['location']);
      hosts.push(new URL(url).origin);
    }
    const { pictures, mirror } = gateway.origins;
    assert.deepEqual(hosts, [mirror, pictures, mirror, pictures, mirror, pictures]);
    gateway.configure({ faults: [{ on: 'picture', kind: 'redirect' }] });
    const elsewhere = String((await observe(url)).headers['location']);
    assert.equal((await observe(elsewhere)).status, 200);
    assert.equal(gateway.requests().at(-1)?.origin, 'mirror');
  });
});

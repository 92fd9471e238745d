import assert from 'node:assert/strict';
import { getImageIndex, isUnfinished } from '../../../src/library/record.ts';
import {
  assertImagesAsSent,
  smallRequest,
  useEngineHarness,
  type EngineHarness,
} from '../support/engineHarness.ts';

const hourMs = 3_600_000;

/** Resumes a generation, whose window was closed, in a new window. */
async function resumeInNewWindow({ service, openWindow }: EngineHarness, id: string) {
  const { engine, library } = openWindow();
  void engine.resumePending();
  let record = await library.get(id);
  library.onDidChange((change) => {
    if (change.type === 'saved' && change.record.id === id) record = change.record;
  });
  await service.driver.waitUntil(() => record !== undefined && !isUnfinished(record));
  assert.ok(record);
  return { record, library };
}

describe('TaskEngine in a later window', () => {
  const harness = useEngineHarness();
  const { service, openWindow, fixture, waitForRequests } = harness;

  /** Closes a window after the first image of a set of three. */
  async function interruptAfterOneImage(): Promise<string> {
    const { engine } = openWindow({
      onEvent: (_id, { type }) => {
        if (type === 'image') {
          service.gateway.configure({ faults: [{ on: 'image', status: 500, times: 4 }] });
        }
      },
    });
    const setRequest = { ...smallRequest, prompt: 'a set of 3', forceSingle: false };
    const run = await engine.start({ provider: 'octopusx' }, setRequest);
    await waitForRequests('image', 2);
    await harness.closeWindow({ engine });
    service.gateway.configure({ faults: [] });
    const record = await fixture.openLibrary().get(run.id);
    assert.deepEqual(record?.images.map(getImageIndex), [0]);
    assert.equal(record.resultUrls?.imageUrls.length, 3);
    return run.id;
  }

  for (const age of [1, 13]) {
    it(`downloads from the recorded URLs after ${age} h without a query`, async () => {
      const id = await interruptAfterOneImage();
      service.driver.clock.advance(age * hourMs);
      const queries = service.requestsOf('query').length;
      const { record, library } = await resumeInNewWindow(harness, id);
      assert.equal(record.state, 'done');
      assert.deepEqual(record.images.map(getImageIndex), [0, 1, 2]);
      assert.equal(service.requestsOf('query').length, queries);
      assert.equal(service.requestsOf('submit').length, 1);
      await assertImagesAsSent(harness, library, record);
    });
  }

  it('queries once if the URLs are stale', async () => {
    const id = await interruptAfterOneImage();
    service.driver.clock.advance(hourMs);
    service.gateway.configure({ faults: [{ on: 'image', status: 403 }] });
    const queries = service.requestsOf('query').length;
    const { record } = await resumeInNewWindow(harness, id);
    assert.equal(record.state, 'done');
    assert.equal(service.requestsOf('query').length, queries + 1);
  });

  it('queries with the recorded output options', async () => {
    const outputOptions = {
      returnUrl: false,
      logoInfo: { text: 'mine' },
      aigcMeta: { producerId: 'p' },
    };
    const first = openWindow();
    const run = await first.engine.start(
      { provider: 'octopusx' },
      { ...smallRequest, ...outputOptions },
    );
    await waitForRequests('query', 1);
    await harness.closeWindow(first);
    const { record } = await resumeInNewWindow(harness, run.id);
    assert.deepEqual([record.state, record.images.length], ['done', 1]);
    assert.equal(record.resultUrls, undefined);
    assert.equal(service.requestsOf('image').length, 0);
    const queryOptions = service
      .requestsOf('query')
      .map(({ body }) => (body as { req_json: string }).req_json);
    assert.ok(queryOptions.length > 1);
    assert.equal(new Set(queryOptions).size, 1);
    assert.deepEqual(JSON.parse(queryOptions[0] ?? ''), {
      return_url: false,
      logo_info: { add_logo: true, logo_text_content: 'mine' },
      aigc_meta: { producer_id: 'p' },
    });
  });

  for (const code of ['EACCES', 'EMFILE']) {
    it(`goes on from the known record when it cannot be read (${code})`, async () => {
      const { engine } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      await waitForRequests('query', 1);
      fixture.disk.faultFor = (name) => (name === 'readFile' ? code : undefined);
      const ended = await service.driver.waitFor(run.finished);
      assert.deepEqual([ended?.state, ended?.failure], ['done', undefined]);
      assert.equal(service.requestsOf('submit').length, 1);
    });

    it(`reports ${code} when nothing can be written, and recovers afterwards`, async () => {
      const { engine, library } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      await waitForRequests('query', 1);
      fixture.disk.faultFor = (name) => (name === 'write' ? code : undefined);
      const ended = await service.driver.waitFor(run.finished);
      assert.deepEqual([ended?.state, ended?.failure], ['failed', { kind: 'save', code }]);
      assert.equal((await library.get(run.id))?.state, 'generating');

      fixture.disk.faultFor = () => undefined;
      await harness.closeWindow({ engine });
      const { record } = await resumeInNewWindow(harness, run.id);
      assert.equal(record.state, 'done');
      assert.equal(service.requestsOf('submit').length, 1);
    });
  }
});

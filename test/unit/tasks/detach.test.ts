import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { JimengError, type Client } from '../../../src/jimeng/index.ts';
import { libraryChangedCode } from '../../../src/tasks/libraryUse.ts';
import { UnsavedChanges } from '../../../src/tasks/unsavedChanges.ts';
import { deferred } from '../support/deferred.ts';
import { resumeUntilEnd, smallRequest, useEngineHarness } from '../support/engineHarness.ts';
import { createRecord } from '../support/libraryFixture.ts';

describe('TaskEngine.detach', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow } = harness;
  const octopusx = { provider: 'octopusx' } as const;

  /** The library and the tickets, to see that nothing was written. */
  const listFiles = async () => [
    ...(await readdir(fixture.folder, { recursive: true })),
    ...(await readdir(harness.ticketFolder())),
  ];

  const assertRefused = (press: Promise<unknown>) =>
    assert.rejects(press, (error) => {
      assert.ok(error instanceof JimengError);
      assert.deepEqual(error.failure, { kind: 'save', code: libraryChangedCode });
      return true;
    });

  it('refuses later actions, and writes nothing', async () => {
    const { engine, library } = openWindow();
    const { id } = await createRecord(library);
    await library.update(id, (record) => ({
      ...record,
      state: 'failed',
      failure: { kind: 'timeout', seconds: 1 },
      task: { taskId: 'task-1', reqKey: 'key', submittedAt: 1 },
    }));
    await service.driver.waitFor(engine.detach());
    const [files, record] = [await listFiles(), await library.get(id)];
    await assertRefused(engine.start(octopusx, smallRequest));
    await assertRefused(engine.retry(id));
    await assertRefused(engine.downloadAgain(id, '1.png'));
    await assertRefused(engine.cancel(id));
    const queried = { taskId: 'task-1', reqKey: 'key' };
    await assertRefused(engine.queryTask(octopusx, smallRequest, queried));
    await assertRefused(engine.queryTask(octopusx, smallRequest, { ...queried, taskId: 'task-2' }));
    assert.deepEqual([await listFiles(), await library.get(id)], [files, record]);
    assert.equal(service.gateway.requests().length, 0);
  });

  it('refuses an action that the user confirms only afterwards', async () => {
    const asked = deferred();
    const confirmed = deferred();
    const { engine, library } = openWindow({
      confirmProvider: async () => {
        asked.fulfill(undefined);
        await confirmed.promise;
      },
    });
    const { id } = await createRecord(library);
    const failure = { kind: 'quota' } as const;
    await library.update(id, (record) => ({ ...record, state: 'failed', failure }));
    const retry = assertRefused(engine.retry(id));
    await service.driver.waitFor(asked.promise);
    const detaching = engine.detach();
    confirmed.fulfill(undefined);
    await service.driver.waitFor(Promise.all([retry, detaching]));
    assert.equal((await library.get(id))?.state, 'failed');
    assert.deepEqual(await readdir(harness.ticketFolder()), []);
  });

  it('waits for what is being written, which then ends', async () => {
    const { engine, library } = openWindow();
    const starting = engine.start(octopusx, smallRequest);
    await service.driver.waitFor(engine.detach());
    const run = await starting;
    assert.equal(engine.runs.length, 0);
    assert.equal((await library.get(run.id))?.state, 'queued');
    assert.deepEqual(await library.listLeasedIds(), [run.id]);
    assert.equal(service.gateway.requests().length, 0);
  });

  describe('with a task that could not be written', () => {
    /** Nothing can be written to the library, as when its disk is disconnected. */
    const disconnect = () => {
      fixture.disk.faultFor = (call, path) =>
        /^(open|write|utimes|rename|mkdir|link)$/.test(call) && path.startsWith(fixture.folder)
          ? 'EIO'
          : undefined;
    };
    const reconnect = () => {
      fixture.disk.faultFor = () => undefined;
    };

    /** A window whose disk is disconnected when its submit has been sent. */
    async function submitAndDisconnect(unsavedChanges = new UnsavedChanges()) {
      const client = service.clientFor('octopusx');
      const disconnectingClient: Client = {
        ...client,
        submit: async (...args) => {
          disconnect();
          return client.submit(...args);
        },
      };
      const getClient = () => Promise.resolve(disconnectingClient);
      const window = openWindow({ getClient, unsavedChanges });
      const { id } = await window.engine.start(octopusx, smallRequest);
      await harness.waitForRequests('submit', 1);
      await service.driver.waitFor(window.engine.detach());
      return { ...window, id };
    }

    it('writes it when the disk is back', async () => {
      const { engine, id } = await submitAndDisconnect();
      const saving = engine.saveUnsaved();
      await service.driver.waitFor(service.driver.clock.sleep(60_000));
      reconnect();
      const before = await fixture.openLibrary().get(id);
      assert.deepEqual([before?.state, before?.task], ['submitting', undefined]);
      assert.equal(await service.driver.waitFor(saving), 1);
      const after = await fixture.openLibrary().get(id);
      assert.equal(after?.state, 'generating');
      assert.ok(after.task);
      // So that it follows to the other folder.
      assert.deepEqual(await fixture.openLibrary().listLeasedIds(), [id]);

      assert.equal((await service.driver.waitFor(resumeUntilEnd(id, openWindow()))).state, 'done');
      assert.equal(service.requestsOf('submit').length, 1);
    });

    it('lets the next engine of the window write it, if that has the record first', async () => {
      const unsavedChanges = new UnsavedChanges();
      const { engine, id } = await submitAndDisconnect(unsavedChanges);
      reconnect();
      const next = openWindow({ unsavedChanges });
      assert.equal((await service.driver.waitFor(resumeUntilEnd(id, next))).state, 'done');
      assert.equal(service.requestsOf('submit').length, 1);
      assert.equal(await service.driver.waitFor(engine.saveUnsaved()), 0);
    });

    it('ends when the window closes', async () => {
      const { engine } = await submitAndDisconnect();
      const saving = engine.saveUnsaved();
      await harness.closeWindow({ engine });
      assert.equal(await service.driver.waitFor(saving), 0);
      reconnect();
    });
  });
});

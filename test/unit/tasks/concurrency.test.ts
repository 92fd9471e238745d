import assert from 'node:assert/strict';
import { smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine with fifty generations', function () {
  // Fifty images are really drawn.
  this.timeout(60_000);
  const harness = useEngineHarness();
  const { service, openWindow, waitForEnd } = harness;
  const prompts = Array.from({ length: 50 }, (_, n) => `cat ${n}`);

  it('completes all in order within the concurrency limit', async () => {
    const limit = 3;
    const { engine, library } = openWindow({ maxConcurrentTasks: () => limit });
    let maxBusy = 0;
    library.onDidChange(() => {
      void library.list().then((records) => {
        const busy = records.filter(({ state }) => !['queued', 'done', 'failed'].includes(state));
        maxBusy = Math.max(maxBusy, busy.length);
      });
    });
    const runs = [];
    for (const prompt of prompts)
      runs.push(await engine.start({ provider: 'octopusx' }, { ...smallRequest, prompt }));
    const records = await service.driver.waitFor(Promise.all(runs.map(({ finished }) => finished)));
    assert.ok(records.every((record) => record?.state === 'done' && record.images.length === 1));
    assert.equal(maxBusy, limit);
    const tasks = service.gateway.tasks();
    for (const [position, { prompt }] of tasks.entries()) {
      // Generations that are admitted at the same time write their records at the same time.
      assert.ok(Math.abs(prompts.indexOf(prompt) - position) < limit, prompt);
    }
    assert.equal(tasks.length, prompts.length);
    for (const { submittedAt } of tasks) {
      const running = tasks.filter(
        (task) => task.submittedAt <= submittedAt && (task.deliveredAt ?? 0) > submittedAt,
      );
      assert.ok(running.length <= limit, `${running.length} at ${submittedAt}`);
    }
  });

  it('runs two providers independently', async () => {
    const { engine } = openWindow({ maxConcurrentTasks: () => 1 });
    const runs = [
      await engine.start({ provider: 'octopusx' }, smallRequest),
      await engine.start({ provider: 'deepwl' }, smallRequest),
    ];
    await Promise.all(runs.map(waitForEnd));
    const [first, second] = service.gateway.tasks();
    assert.equal(first?.submittedAt, second?.submittedAt);
  });
});

describe('TaskEngine in two windows', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow } = harness;

  it('polls each task from one window only', async () => {
    const windows = [
      openWindow({ maxConcurrentTasks: () => 4 }),
      openWindow({ maxConcurrentTasks: () => 4 }),
    ];
    for (const { engine } of windows) void engine.resumePending();
    const runs = [];
    for (let n = 0; n < 8; n++) {
      const window = windows[n % windows.length] ?? assert.fail();
      runs.push(
        await window.engine.start(
          { provider: 'octopusx' },
          { ...smallRequest, prompt: `cat ${n}` },
        ),
      );
    }
    await service.driver.waitFor(Promise.all(runs.map(({ finished }) => finished)));
    assert.equal(service.requestsOf('submit').length, 8);
    assert.equal(service.requestsOf('image').length, 8);
    assertPolledOnce();
    assert.ok((await fixture.openLibrary().list()).every(({ state }) => state === 'done'));
  });

  it('resumes the tasks of a third window, each in one window', async () => {
    const third = openWindow({ maxConcurrentTasks: () => 4 });
    const runs = [];
    for (let n = 0; n < 8; n++)
      runs.push(await third.engine.start({ provider: 'octopusx' }, smallRequest));
    await harness.waitForRequests('query', 4);
    await harness.closeWindow(third);
    // The other windows query immediately, so query a moment later.
    service.driver.clock.advance(1);
    const windows = [
      openWindow({ maxConcurrentTasks: () => 4 }),
      openWindow({ maxConcurrentTasks: () => 4 }),
    ];
    for (const { engine } of windows) void engine.resumePending();
    const library = fixture.openLibrary();
    let isDone = false;
    library.onDidChange(() => {
      void library.list().then((records) => {
        isDone = records.every(({ state }) => state === 'done');
      });
    });
    await library.list();
    await service.driver.waitUntil(() => isDone);
    assert.equal(service.requestsOf('submit').length, 8);
    assert.equal(service.requestsOf('image').length, 8);
    assertPolledOnce();
  });

  /**
   * Asserts that no task was queried from two windows at once, or again after its images were
   * delivered.
   */
  function assertPolledOnce(): void {
    const seenQueries = new Set<string>();
    const finished = new Set<unknown>();
    const delivered = new Map(
      service.gateway.tasks().map(({ taskId, deliveredAt }) => [taskId, deliveredAt]),
    );
    for (const { body, time } of service.requestsOf('query')) {
      const { task_id: taskId } = body as { task_id: string };
      assert.ok(!finished.has(taskId), `${taskId} was queried again`);
      if (time === delivered.get(taskId)) finished.add(taskId);
      const moment = `${taskId} at ${time}`;
      assert.ok(!seenQueries.has(moment), moment);
      seenQueries.add(moment);
    }
    assert.equal(finished.size, delivered.size);
  }
});

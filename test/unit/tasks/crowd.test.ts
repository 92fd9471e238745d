import assert from 'node:assert/strict';
import { order, useDesk } from '../support/engine.ts';

describe('Fifty generations at once', function () {
  // Fifty real pictures are drawn.
  this.timeout(60_000);
  const desk = useDesk();
  const { world, open, end } = desk;
  const prompts = Array.from({ length: 50 }, (_, n) => `cat ${n}`);

  it('arrive one and all, in order, never more under way than may be', async () => {
    const limit = 3;
    const { engine, library } = open({ maxConcurrentTasks: () => limit });
    let most = 0;
    library.onDidChange(() => {
      void library.list().then((records) => {
        const busy = records.filter(({ state }) => !['queued', 'done', 'failed'].includes(state));
        most = Math.max(most, busy.length);
      });
    });
    const runs = [];
    for (const prompt of prompts)
      runs.push(await engine.start({ provider: 'octopusx' }, { ...order, prompt }));
    const records = await world.pace.until(Promise.all(runs.map(({ finished }) => finished)));
    assert.ok(records.every((record) => record?.state === 'done' && record.images.length === 1));
    assert.equal(most, limit);
    const tasks = world.gateway.tasks();
    for (const [position, { prompt }] of tasks.entries()) {
      // Those that are let in at the same moment write their records at the same time.
      assert.ok(Math.abs(prompts.indexOf(prompt) - position) < limit, prompt);
    }
    assert.equal(tasks.length, prompts.length);
    for (const { submittedAt } of tasks) {
      const underWay = tasks.filter(
        (task) => task.submittedAt <= submittedAt && (task.deliveredAt ?? 0) > submittedAt,
      );
      assert.ok(underWay.length <= limit, `${underWay.length} at ${submittedAt}`);
    }
  });

  it('of two providers do not wait for each other', async () => {
    const { engine } = open({ maxConcurrentTasks: () => 1 });
    const runs = [
      await engine.start({ provider: 'octopusx' }, order),
      await engine.start({ provider: 'deepwl' }, order),
    ];
    await Promise.all(runs.map(end));
    const [first, second] = world.gateway.tasks();
    assert.equal(first?.submittedAt, second?.submittedAt);
  });
});

describe('Two windows at work', () => {
  const desk = useDesk();
  const { world, shelf, open } = desk;

  it('follow each task in one of them only', async () => {
    const windows = [open({ maxConcurrentTasks: () => 4 }), open({ maxConcurrentTasks: () => 4 })];
    for (const { engine } of windows) void engine.takeUp();
    const runs = [];
    for (let n = 0; n < 8; n++) {
      const window = windows[n % windows.length] ?? assert.fail();
      runs.push(
        await window.engine.start({ provider: 'octopusx' }, { ...order, prompt: `cat ${n}` }),
      );
    }
    await world.pace.until(Promise.all(runs.map(({ finished }) => finished)));
    assert.equal(world.asked('submit').length, 8);
    assert.equal(world.asked('picture').length, 8);
    assertFollowedOnce();
    assert.ok((await shelf.open().list()).every(({ state }) => state === 'done'));
  });

  it('share out what a third has left behind, each task to one of them', async () => {
    const third = open({ maxConcurrentTasks: () => 4 });
    const runs = [];
    for (let n = 0; n < 8; n++)
      runs.push(await third.engine.start({ provider: 'octopusx' }, order));
    await desk.untilAsked('query', 4);
    await third.engine.stop();
    // The others ask at once, so a moment later.
    world.pace.clock.advance(1);
    const windows = [open({ maxConcurrentTasks: () => 4 }), open({ maxConcurrentTasks: () => 4 })];
    for (const { engine } of windows) void engine.takeUp();
    const library = shelf.open();
    let isDone = false;
    library.onDidChange(() => {
      void library.list().then((records) => {
        isDone = records.every(({ state }) => state === 'done');
      });
    });
    await library.list();
    await world.pace.untilTrue(() => isDone);
    assert.equal(world.asked('submit').length, 8);
    assert.equal(world.asked('picture').length, 8);
    assertFollowedOnce();
  });

  /** No task was asked about twice at the same moment, nor again after its pictures were handed out. */
  function assertFollowedOnce(): void {
    const moments = new Set<string>();
    const finished = new Set<unknown>();
    const delivered = new Map(
      world.gateway.tasks().map(({ taskId, deliveredAt }) => [taskId, deliveredAt]),
    );
    for (const { body, time } of world.asked('query')) {
      const { task_id: taskId } = body as { task_id: string };
      assert.ok(!finished.has(taskId), `${taskId} was asked about again`);
      if (time === delivered.get(taskId)) finished.add(taskId);
      const moment = `${taskId} at ${time}`;
      assert.ok(!moments.has(moment), moment);
      moments.add(moment);
    }
    assert.equal(finished.size, delivered.size);
  }
});

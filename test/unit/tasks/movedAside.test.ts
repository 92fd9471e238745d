import assert from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreMovedAside } from '../../../src/library/move/restoreMovedAside.ts';
import { UnsavedChanges } from '../../../src/tasks/unsavedChanges.ts';
import { resumeUntilEnd, smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine with a record that a move has moved aside', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow } = harness;
  const octopusx = { provider: 'octopusx' } as const;

  /** A submitted generation whose task only its lease has, when its move is interrupted. */
  async function submitAndMoveAside(): Promise<string> {
    const window = openWindow();
    const { id } = await window.engine.start(octopusx, smallRequest);
    await harness.waitForRequests('submit', 1);
    await harness.closeWindow(window);
    const library = fixture.openLibrary();
    const task = (await library.get(id))?.task;
    assert.ok(task);
    const lease = await library.acquireLease(id);
    await lease?.keepTask(task);
    await lease?.suspend();
    await library.update(id, ({ task: _, ...record }) => ({ ...record, state: 'submitting' }));
    const { records, moved } = library.folders;
    await mkdir(moved);
    await rename(join(records, `${id}.json`), join(moved, `${id}.json`));
    return id;
  }

  async function restore(): Promise<void> {
    const library = fixture.openLibrary();
    assert.ok(await service.driver.waitFor(restoreMovedAside(library, library, undefined)));
  }

  it('keeps the task until the record is put back', async () => {
    const id = await submitAndMoveAside();
    const window = openWindow();
    const ending = resumeUntilEnd(id, window);
    await service.driver.waitFor(service.driver.clock.sleep(30_000));
    await restore();
    assert.equal((await service.driver.waitFor(ending)).state, 'done');
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('keeps it also while something else of the generation is to be saved', async () => {
    const id = await submitAndMoveAside();
    const unsavedChanges = new UnsavedChanges();
    unsavedChanges.addFailure(id, { kind: 'canceled' }, 1);
    const { engine } = openWindow({ unsavedChanges });
    await engine.detach();
    await service.driver.waitFor(engine.saveUnsaved());
    assert.ok((await fixture.openLibrary().acquireLease(id))?.inheritedTask);
  });
});

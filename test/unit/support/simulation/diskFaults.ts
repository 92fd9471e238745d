import assert from 'node:assert/strict';
import { canRetry } from '../../../../src/tasks/transitions.ts';
import type { FileCall } from '../testDisk.ts';
import { listLeftovers, readStoredRecords } from './arrivedImages.ts';
import { isToldThatMaybeBilled, queryTask, settle } from './runSteps.ts';
import { diskErrorCodes } from './steps.ts';
import { World } from './world.ts';

/** A disk that fails from a call of a generation on. */
export interface DiskFaultCase {
  /** The number of the call, from 0, and its kind. */
  readonly index: number;
  readonly call: FileCall;
  /** Whether only calls of this kind fail, or all. */
  readonly scope: 'thisKind' | 'all';
  readonly times: 'once' | 'twice' | 'forEver';
  readonly code: string;
  /** What the user does when the generation has ended. The disk works again before the last part. */
  readonly then: 'pressRetry' | 'closeAndOpen';
}

/** The calls of the disk that a window makes from its start until a set of three images is done. */
export async function listCalls(): Promise<FileCall[]> {
  const world = new World();
  const window = world.openWindow();
  world.generate(window, 3);
  await world.time.pass(0);
  await world.time.passUntil(() => window.engine.runs.length === 0, 600_000);
  assert.equal(readStoredRecords(world.files)[0]?.images.length, 3);
  return window.disk.calls.map(({ call }) => call);
}

/** All cases: each call × how often × each code × what follows. */
export function* createCases(calls: readonly FileCall[]): Generator<DiskFaultCase> {
  for (const [index, call] of calls.entries()) {
    for (const code of diskErrorCodes) {
      for (const then of ['pressRetry', 'closeAndOpen'] as const) {
        const fault = { index, call, code, then };
        yield { ...fault, times: 'once', scope: 'thisKind' };
        for (const scope of ['thisKind', 'all'] as const) {
          yield { ...fault, times: 'twice', scope };
          yield { ...fault, times: 'forEver', scope };
        }
      }
    }
  }
}

/**
 * Whether the id of a task may be lost: nothing can be written until the window closes, so that the
 * id is only in its memory and in the log. The record then says that it may have been billed.
 */
function mayLoseId({ times, scope, call, then }: DiskFaultCase): boolean {
  const isUnwritable = scope === 'all' || call === 'write';
  return times === 'forEver' && isUnwritable && then === 'closeAndOpen';
}

/**
 * Runs a generation with a fault, and asserts that nothing is lost, nothing is submitted again, and
 * no file is left. Resolves to whether the id of its task was lost, as it may be.
 */
export async function assertSurvived(
  fault: DiskFaultCase,
  calls: readonly FileCall[],
): Promise<boolean> {
  const { index, scope, times, code, then } = fault;
  const name = JSON.stringify(fault);
  const world = new World();
  const { service, files, images, time } = world;
  const call = scope === 'all' ? 'any' : fault.call;
  const after = calls.slice(0, index).filter((each) => scope === 'all' || each === call).length;
  const timesByName = { once: 1, twice: 2, forEver: Infinity };
  world.diskFault = { call, code, after, times: timesByName[times] };

  let window = world.openWindow();
  let press = world.generate(window, 3);
  await time.passUntil(() => !world.isStarting && window.engine.runs.length === 0, 600_000);
  assert.ok(!world.isStarting && window.engine.runs.length === 0, name);

  if (then === 'closeAndOpen') {
    world.hold(window.close());
    await time.pass(30_000);
  }
  world.diskFault = undefined;
  if (then === 'closeAndOpen') window = world.openWindow();
  if (press.id === undefined) {
    assert.equal(service.tasks.length, 0, name);
    press = world.generate(window, 3);
  }
  await settle(world);
  // The message about a failure offers it even if the failure is not on disk.
  const stored = readStoredRecords(files).find(({ id }) => id === press.id);
  const shown = then === 'pressRetry' && stored?.state !== 'done' ? press.ended : stored;
  // The card offers it too if the failure could not be written, and so was not resumed.
  const isHeld = press.id !== undefined && window.engine.getHold(press.id) !== undefined;
  if (shown && (isHeld || canRetry(shown))) world.hold(window.engine.retry(shown.id));
  await settle(world);

  assert.deepEqual(world.findProblems(), [], name);
  const [task] = service.tasks;
  if (!task && times === 'forEver' && then === 'closeAndOpen') {
    // It was marked as submitting, and then nothing more could be written.
    assert.ok(isToldThatMaybeBilled(readStoredRecords(files).find(({ id }) => id === press.id)));
    window.kill();
    return true;
  }
  assert.ok(task && service.tasks.length === 1, `${name}: ${service.tasks.length} submits`);
  const record = readStoredRecords(files).find(({ id }) => id === press.id);
  const isIdLost = record?.task === undefined;
  if (isIdLost) {
    assert.ok(mayLoseId(fault), `${name}: the id is lost`);
    assert.ok(isToldThatMaybeBilled(record), name);
    world.hold(queryTask(window, task));
    await settle(world);
  }
  assert.deepEqual(images.listMissing(task), [], `${name}: ${JSON.stringify(record)}`);
  assert.deepEqual(listLeftovers(files), [], name);
  assert.deepEqual(world.findProblems(), [], name);
  window.kill();
  return isIdLost;
}

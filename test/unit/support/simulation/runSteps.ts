import { basename } from 'node:path';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { canRetry } from '../../../../src/tasks/transitions.ts';
import { listLeftovers, readStoredRecords } from './arrivedImages.ts';
import type { SimulatedTask } from './simulatedService.ts';
import type { SimulatedWindow } from './simulatedWindow.ts';
import type { Step } from './steps.ts';
import { World } from './world.ts';

/** Longer than any submit, query, download, and lease. */
const settleMs = 20 * 60_000;
/** Milliseconds in which a window looks for pending generations twice, and leases expire. */
const scanMs = 45_000;
const maxRetries = 3;
const maxFreezeMs = 60_000;

/**
 * Runs a sequence, then checks that each generation has a way forward that does not pay. Resolves to
 * what went wrong.
 */
export async function runSteps(steps: readonly Step[]): Promise<string[]> {
  const world = new World();
  world.openWindow();
  for (const step of steps) {
    await perform(step, world);
    const problems = world.findProblems();
    if (problems.length > 0) return problems;
  }
  const problems = await findStuckGenerations(world);
  for (const window of world.windows) window.kill();
  return [...world.findProblems(), ...problems];
}

async function perform(step: Step, world: World): Promise<void> {
  const { time, service, presses } = world;
  const getPressed = (number: number) => presses[number % presses.length]?.id;
  switch (step.do) {
    case 'generate':
      world.generate(world.getWindow(step.window), step.images);
      return time.pass(0);
    case 'cancel':
    case 'retry': {
      const id = getPressed(step.generation);
      if (id !== undefined) world.hold(world.getWindow(step.window).engine[step.do](id));
      return time.pass(0);
    }
    case 'downloadAgain': {
      const id = getPressed(step.generation);
      const record = readStoredRecords(world.files).find((each) => each.id === id);
      const image = record?.images.at(-1);
      const { engine } = world.getWindow(step.window);
      if (record && image) world.hold(engine.downloadAgain(record.id, image.file));
      return time.pass(0);
    }
    case 'queryTask': {
      const task = service.tasks[step.task % service.tasks.length];
      if (task) world.hold(queryTask(world.getWindow(step.window), task));
      return time.pass(0);
    }
    case 'openWindow':
      world.openWindow();
      return time.pass(0);
    case 'closeWindow':
      world.hold(world.getWindow(step.window).close());
      return time.pass(0);
    case 'killWindow':
      world.getWindow(step.window).kill();
      return;
    case 'freezeWindow':
      world.getWindow(step.window).freeze(step.ms);
      return;
    case 'list':
      world.hold(world.getWindow(step.window).library.list());
      return time.pass(0);
    case 'pass':
    case 'sleepMachine':
      return time[step.do](step.ms);
    case 'respond':
      service.planned[step.to].push(...Array.from({ length: step.times }, () => step.with));
      return;
    case 'tasks':
      service.nextOutcome = step.outcome;
      service.nextDurationMs = step.ms;
      return;
    case 'breakDisk':
      world.diskFault = { ...step, times: step.times < 0 ? Infinity : step.times };
      return;
    case 'repairDisk':
      world.diskFault = undefined;
  }
}

/** Enters the id of a task, as a user does who has it from the log. */
export function queryTask({ engine }: SimulatedWindow, { taskId, prompt }: SimulatedTask) {
  const task = { taskId, reqKey: 'jimeng_t2i_v40' };
  return engine.queryTask({ provider: 'octopusx' }, { model: 'jimeng-4.0', prompt }, task);
}

/**
 * With a service and a disk that work again: Retry where it is offered, then a restart, then Query
 * Task must yield all images that the service has, without another submit.
 */
async function findStuckGenerations(world: World): Promise<string[]> {
  const { service, files, images } = world;
  service.heal();
  service.nextOutcome = 'images';
  world.diskFault = undefined;
  // Until no window hangs.
  await world.time.pass(maxFreezeMs);
  let window = world.getWindow();
  world.hold(window.library.list());
  await settle(world);
  for (const { id } of readStoredRecords(files))
    if (window.engine.getHold(id)) world.hold(window.engine.retry(id));
  await settle(world);
  if (world.isBusy) return [`Unfinished: ${describeRecords(world)}`];

  for (const record of readStoredRecords(files)) {
    if (!canRetry(record)) continue;
    const isRefused = service.tasks.some(
      ({ taskId, outcome }) => taskId === record.task?.taskId && outcome === 'refused',
    );
    let retried: GenerationRecord | undefined = record;
    // A slow task may outlast a timeout.
    for (let press = 0; retried && canRetry(retried) && press < maxRetries; press++) {
      world.hold(window.engine.retry(record.id));
      await settle(world);
      retried = readStoredRecords(files).find(({ id }) => id === record.id);
    }
    if (retried?.state !== 'done' && !isRefused)
      return [`Retry did not help: ${JSON.stringify(retried)}`];
  }

  for (const each of world.windows) world.hold(each.close());
  await world.time.pass(scanMs);
  window = world.openWindow();
  await settle(world);

  const problems: string[] = [];
  for (const task of service.tasks) {
    if (images.listMissing(task).length === 0) continue;
    const { id } = world.presses.find(({ prompt }) => prompt === task.prompt) ?? {};
    const record = readStoredRecords(files).find((each) => each.id === id);
    if (record?.task === undefined && !isToldThatMaybeBilled(record))
      problems.push(`Nobody says that ${task.taskId} was billed: ${JSON.stringify(record)}`);
    if (record?.task !== undefined && record.withheldCount === undefined)
      problems.push(`Retry and restart did not download ${task.taskId}: ${JSON.stringify(record)}`);
    world.hold(queryTask(window, task));
    await settle(world);
    if (images.listMissing(task).length > 0)
      problems.push(`Query Task did not download ${task.taskId}: ${describeRecords(world)}`);
  }
  await world.time.pass(scanMs);
  // If neither a first record nor its temporary file could be written or deleted, that file remains
  // until the next write.
  const ids = new Set(world.presses.map(({ id }) => id));
  const leftovers = listLeftovers(files).filter(
    (path) => !path.endsWith('.tmp') || ids.has(basename(path).split('.')[0]),
  );
  if (leftovers.length > 0) problems.push(`Left over: ${leftovers.join(', ')}`);
  return problems;
}

/** Whether a record reports that the generation may have been billed. */
export function isToldThatMaybeBilled(record: GenerationRecord | undefined): boolean {
  const { failure } = record ?? {};
  if (!failure) return false;
  return failure.kind === 'interrupted' || ('maybeBilled' in failure && failure.maybeBilled);
}

/** Lets time pass until nothing is in progress, and remains so. */
export async function settle(world: World): Promise<void> {
  const endMs = world.time.clock.now() + settleMs;
  do await world.time.pass(scanMs);
  while (world.isBusy && world.time.clock.now() < endMs);
}

function describeRecords({ files }: World): string {
  return readStoredRecords(files)
    .map(({ id, state, failure, task }) => JSON.stringify({ id, state, failure, task }))
    .join('\n');
}

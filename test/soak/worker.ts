/**
 * One window without VS Code: the library and the engine in a process of their own, to be killed. Its
 * one argument is a `Life` as JSON. Prints `ready`, then `begun <id>` for each generation whose
 * record is promised to be on disk. SIGTERM closes it as a window is closed.
 */
import { Headers } from 'node-fetch';
import * as v from 'valibot';
import { systemFetch } from '../../src/jimeng/fetch.ts';
import { createClient } from '../../src/jimeng/calls.ts';
import {
  providers,
  simulated,
  systemClock,
  type Clock,
  type Fetch,
} from '../../src/jimeng/index.ts';
import { systemDisk } from '../../src/library/files.ts';
import { Library } from '../../src/library/library.ts';
import { TaskEngine } from '../../src/tasks/engine.ts';
import { sampleKeys } from '../gateway/keys.ts';
import { deadlyDisk, deadlyFetch, Fate } from './deadly.ts';
import { lifeSchema } from './life.ts';

/** A tenth of every pause: the service is quicker here than the real one, too. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 10, signal),
};

const life = v.parse(v.pipe(v.string(), v.parseJson(), lifeSchema), process.argv[2]);
const fate = life.death && new Fate(life.death);

const signedFetch: Fetch = (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('User-Agent', life.agent);
  return systemFetch(url, { ...init, headers });
};
const fetch = fate ? deadlyFetch(fate, signedFetch) : signedFetch;
const disk = fate ? deadlyDisk(fate) : systemDisk;

const library = new Library(life.folder, { disk, clock });
const client = createClient({
  provider: simulated(providers.octopusx, life.origin),
  key: sampleKeys.valid,
  fetch,
  clock,
});
const engine = new TaskEngine({
  library,
  clientFor: () => Promise.resolve(client),
  timeout: () => 600,
  maxConcurrentTasks: () => 2,
  clock,
  fetch,
});

process.stdin.once('close', () => process.exit(1)).resume();
process.once('SIGTERM', () => void close());
const takingUp = engine.takeUp();
console.log('ready');
await Promise.all(life.prompts.map(begin));

async function begin(prompt: string): Promise<void> {
  const size = { width: 1024, height: 1024 };
  const request = { model: 'jimeng-4.0', prompt, ...size, forceSingle: true } as const;
  const run = await engine.start({ provider: 'octopusx' }, request);
  console.log(`begun ${run.id}`);
}

async function close(): Promise<void> {
  await engine.stop();
  await takingUp;
  library.dispose();
  process.stdin.removeAllListeners('close').destroy();
}

/**
 * A window without VS Code: library and task engine in their own process, which can be killed. The
 * argument is `WindowOptions` as JSON. Prints `ready`, then `started <id>` for each generation
 * whose record is on disk. SIGTERM closes it like a window.
 */
import { join } from 'node:path';
import { Headers } from 'node-fetch';
import * as v from 'valibot';
import { systemFetch } from '../../src/jimeng/http/fetch.ts';
import { createClient } from '../../src/jimeng/service.ts';
import {
  providers,
  withSimulatedOrigin,
  systemClock,
  type Clock,
  type Fetch,
} from '../../src/jimeng/index.ts';
import { systemDisk } from '../../src/library/disk/files.ts';
import { Library } from '../../src/library/library.ts';
import { TaskEngine } from '../../src/tasks/taskEngine.ts';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { crashingDisk, crashingFetch, StepCrashInjector } from './stepCrashInjector.ts';
import { windowOptionsSchema } from './windowOptions.ts';

/** Shortens every wait to a tenth: the service is also faster here than in reality. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 10, signal),
};

const options = v.parse(v.pipe(v.string(), v.parseJson(), windowOptionsSchema), process.argv[2]);
const injector = options.crashPoint && new StepCrashInjector(options.crashPoint);

const signedFetch: Fetch = (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('User-Agent', options.agent);
  return systemFetch(url, { ...init, headers });
};
const fetch = injector ? crashingFetch(injector, signedFetch) : signedFetch;
const disk = injector ? crashingDisk(injector) : systemDisk;

const library = new Library(options.folder, { disk, clock });
const client = createClient({
  provider: withSimulatedOrigin(providers.octopusx, options.origin),
  key: { kind: 'bearer', token: sampleKeys.valid },
  fetch,
  clock,
});
const engine = new TaskEngine({
  library,
  ticketFolder: join(options.folder, 'started'),
  getClient: () => Promise.resolve(client),
  getTimeoutSeconds: () => 600,
  maxConcurrentTasks: () => 2,
  clock,
  fetch,
});

process.stdin.once('close', () => process.exit(1)).resume();
process.once('SIGTERM', () => void close());
const resuming = engine.resumePending();
console.log('ready');
await Promise.all(options.prompts.map(startGeneration));

async function startGeneration(prompt: string): Promise<void> {
  const size = { width: 1024, height: 1024 };
  const request = { model: 'jimeng-4.0', prompt, ...size, forceSingle: true } as const;
  const run = await engine.start({ provider: 'octopusx' }, request);
  console.log(`started ${run.id}`);
}

async function close(): Promise<void> {
  await engine.stop();
  await resuming;
  library.dispose();
  process.stdin.removeAllListeners('close').destroy();
}

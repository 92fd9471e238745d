import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTemporaryFolder } from '../scripts/tools/cleanup.ts';
import { resolveProjectPath } from '../scripts/tools/paths.ts';
import {
  createProfile,
  installExtension,
  logIn,
  startCodeServer,
  writeUserSettings,
  type Profile,
} from '../scripts/vscode/codeServer.ts';
import { ensurePackage } from '../scripts/vscode/packages.ts';
import { Library } from '../src/library/library.ts';
import { createTicket, Tickets } from '../src/library/ownership/tickets.ts';
import { closeBrowser, sharedBrowser } from '../test/ui/driver/profile.ts';
import { storageIn, VsCodeWindow } from '../test/ui/driver/window.ts';
import { createRecords } from './gallery/library.ts';
import { measureHost, type HostUsage } from './startup/hostUsage.ts';
import { countReadFiles } from './startup/readFlags.ts';
import { median } from './median.ts';

const defaultSizes = [10_000, 50_000];
/** How often each window is opened. The median is reported. */
const roundCount = 3;
/** Time after which a window has done everything that it does at its start. */
const settleMs = 15_000;

/** A kind of window to measure. */
interface Scenario {
  readonly name: string;
  /** The number of finished generations in the library; `undefined` without the extension. */
  readonly finishedCount?: number;
  /** Whether the library also has a generation that a crashed window left unfinished. */
  readonly hasUnfinished?: true;
}

/** A scenario with its files, which all rounds share. */
interface PreparedScenario extends Scenario {
  readonly profile: Profile;
  readonly library: string;
}

interface Measurement extends HostUsage {
  readonly recordsRead: number;
}

const columns = {
  'CPU s': 'cpuSeconds',
  MB: 'megabytes',
  'read calls': 'readCalls',
  'MB read': 'readMegabytes',
  'records read': 'recordsRead',
} as const satisfies Record<string, keyof Measurement>;

/**
 * Measures the extension host of windows without a gallery: without the extension, with an empty
 * library, and with large ones. The ratios compare with the empty library, or with the library that
 * has nothing but an unfinished generation.
 */
export async function run(requestedSizes: readonly number[]): Promise<void> {
  const sizes = requestedSizes.length > 0 ? requestedSizes : defaultSizes;
  const largestSize = Math.max(...sizes);
  const scenarios: Scenario[] = [
    { name: 'without the extension' },
    { name: 'empty library', finishedCount: 0 },
    ...sizes.map((count) => ({ name: `${count} finished`, finishedCount: count })),
    { name: '1 unfinished', finishedCount: 0, hasUnfinished: true },
    {
      name: `1 unfinished, ${largestSize} finished`,
      finishedCount: largestSize,
      hasUnfinished: true,
    },
  ];
  const rounds = new Map<string, Measurement[]>(scenarios.map(({ name }) => [name, []]));
  try {
    const prepared = await prepareScenarios(scenarios);
    // In turns, so that a busy moment of the machine does not fall on a single scenario.
    for (let round = 0; round < roundCount; round++) {
      for (const scenario of prepared) {
        rounds.get(scenario.name)?.push(await measureScenario(scenario));
      }
      console.error(`Round ${round + 1} of ${roundCount}`);
    }
  } finally {
    await closeBrowser();
  }
  console.log(`Medians of ${roundCount} windows, ${settleMs / 1000} s after each has started`);
  console.table(summarize(scenarios, rounds));
}

async function prepareScenarios(scenarios: readonly Scenario[]): Promise<PreparedScenario[]> {
  const folder = createTemporaryFolder('jimeng-startup');
  const extensionProfile = createProfile(join(folder, 'with-extension'));
  await installExtension(await ensurePackage(), extensionProfile);
  return Promise.all(
    scenarios.map(async (scenario, index) => {
      const ownProfile = createProfile(join(folder, `${index}`));
      const { finishedCount } = scenario;
      const hasExtension = finishedCount !== undefined;
      const profile = hasExtension
        ? { ...ownProfile, extensionsDir: extensionProfile.extensionsDir }
        : ownProfile;
      writeUserSettings(profile);
      const library = join(storageIn(profile), 'library');
      mkdirSync(join(library, 'records'), { recursive: true });
      if (hasExtension) await createRecords(library, finishedCount);
      return { ...scenario, profile, library };
    }),
  );
}

async function measureScenario(scenario: PreparedScenario): Promise<Measurement> {
  const { profile, library, hasUnfinished } = scenario;
  const records = join(library, 'records');
  const removeUnfinished = hasUnfinished && (await createUnfinished(library));
  countReadFiles(records);
  const usage = await measureWindow(profile);
  const recordsRead = countReadFiles(records);
  if (removeUnfinished) await removeUnfinished();
  return { ...usage, recordsRead };
}

/** Opens a window, measures its extension host, and closes it. */
async function measureWindow(profile: Profile): Promise<HostUsage> {
  const workspace = join(profile.userDataDir, '../workspace');
  cpSync(resolveProjectPath('sample'), workspace, { recursive: true });
  const server = await startCodeServer(profile);
  const context = await (await sharedBrowser()).newContext();
  await logIn(context, server);
  const page = await context.newPage();
  const window = new VsCodeWindow({ page, server, profile, workspace });
  try {
    await page.goto(`${server.url}?${new URLSearchParams({ folder: workspace }).toString()}`);
    await window.waitForWorkbench();
    await page.waitForTimeout(settleMs);
    return await measureHost();
  } finally {
    await window.close();
  }
}

/**
 * Adds a generation whose task is at the service, as a window leaves it when it is closed. Resolves
 * to a function that removes it.
 */
async function createUnfinished(folder: string): Promise<() => Promise<void>> {
  const library = new Library(folder);
  const tickets = new Tickets(join(dirname(folder), 'started'), library.disk);
  const { record, lease } = await library.create(
    { provider: 'octopusx', request: { model: 'jimeng-4.0', prompt: 'A lighthouse' } },
    {
      task: { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: Date.now() },
      beforeWrite: (record) => tickets.write(record.id, createTicket(record, 'submitted')),
    },
  );
  await lease.suspend();
  library.dispose();
  return async () => {
    const cleaner = new Library(folder);
    await cleaner.remove(record.id);
    await (await cleaner.acquireLease(record.id))?.release();
    cleaner.dispose();
  };
}

/** The medians of each scenario, and the ratios to the scenario that it should be equal to. */
function summarize(
  scenarios: readonly Scenario[],
  rounds: ReadonlyMap<string, readonly Measurement[]>,
): Record<string, Record<string, number>> {
  const medianOf = (name: string, key: keyof Measurement) =>
    median((rounds.get(name) ?? []).map((measurement) => measurement[key]));
  const table: Record<string, Record<string, number>> = {};
  for (const { name, hasUnfinished } of scenarios) {
    const baseline = hasUnfinished ? '1 unfinished' : 'empty library';
    const row: Record<string, number> = {};
    for (const [label, key] of Object.entries(columns)) {
      row[label] = round(medianOf(name, key));
      if (key !== 'recordsRead')
        row[`${label}, ratio`] = round(medianOf(name, key) / medianOf(baseline, key));
    }
    table[name] = row;
  }
  return table;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

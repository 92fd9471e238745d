import assert from 'node:assert/strict';
import '../vscode.ts';
import { Library } from '../../../../src/library/library.ts';
import { createId } from '../../../../src/library/record.ts';
import { TaskEngine } from '../../../../src/tasks/taskEngine.ts';
import { finishedRecord, recordImageAt } from '../libraryFixture.ts';
import { createMemoryDisk } from '../memoryDisk.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { pickOne, seededRandom } from '../seededRandom.ts';
import { SimulatedTime } from '../simulation/simulatedTime.ts';
import type { Campaign } from './campaign.ts';
import { mutateRecord } from './mutateRecord.ts';

const { toGenerationView, getFacetLabel, formatAnnouncement } =
  await import('../../../../src/gallery/host/presentation.ts');
const { toDetailsView } = await import('../../../../src/gallery/host/detailRows.ts');
const { countByDay } = await import('../../../../src/gallery/host/days.ts');
const { countFacets } = await import('../../../../src/gallery/host/facets.ts');
const { createMatcher } = await import('../../../../src/gallery/host/query.ts');
const { getCleanupGroups } = await import('../../../../src/library/cleanup.ts');
const { measureDiskUsage } = await import('../../../../src/library/diskUsage.ts');

const startTime = Date.UTC(2026, 0, 1);
const goodRecord = finishedRecord({
  id: createId(startTime - 5, seededRandom(2)),
  createdAt: startTime - 5,
  images: [recordImageAt(0)],
});

/** Names of files that somebody puts next to the records. */
const oddIds = [
  '99999999T999999999-00000000',
  '00000101T000000000-00000000',
  '20260231T235959999-ffffffff',
  '..',
  '__proto__',
  'x',
];

/** Records that somebody else writes into the folder of a library: nothing must be sent for them. */
export const records: Campaign = {
  name: 'records',
  async run(random) {
    const time = new SimulatedTime();
    const files = new MemoryFiles(() => time.clock.now());
    const { disk } = createMemoryDisk(files);
    const write = (path: string, content: string) => {
      files.createFolder(path.slice(0, path.lastIndexOf('/')), true);
      files.write(files.open(path, 'w'), Buffer.from(content), 0, path);
    };
    const id = random() < 0.8 ? createId(startTime - 1, seededRandom(1)) : pickOne(random, oddIds);
    write(`/library/records/${goodRecord.id}.json`, JSON.stringify(goodRecord));
    write(`/library/records/${id}.json`, mutateRecord({ ...goodRecord, id }, random));
    if (random() < 0.5) write(`/library/leases/${id}.1`, mutateRecord(lease, random));
    if (random() < 0.1) write(`/library/trash/${goodRecord.id}/${id}.json`, '{}');

    const library = new Library('/library', { disk, clock: time.clock, random });
    const requests: string[] = [];
    const engine = new TaskEngine({
      library,
      ticketFolder: '/started',
      getClient: ({ provider }) => {
        requests.push(provider);
        return Promise.reject(new Error('Nothing may be sent'));
      },
      fetch: (url) => {
        requests.push(url);
        return Promise.reject(new Error('Nothing may be downloaded'));
      },
      getTimeoutSeconds: () => 60,
      maxConcurrentTasks: () => 2,
      clock: time.clock,
      onUnexpectedError: (error) => {
        throw error;
      },
    });
    const listed = library.list();
    await time.pass(5_000);
    assert.ok(
      (await listed).some((record) => record.id === goodRecord.id),
      'one hides the others',
    );
    void engine.resumePending();
    await time.pass(12_000);
    await show(library, engine, time.clock.now());
    await engine.stop();
    library.dispose();
    assert.deepEqual(requests, []);
  },
};

const lease = {
  hostname: 'another',
  pid: 1,
  renewedAt: 0,
  task: { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: startTime },
};

/** Whatever the gallery does with all records. */
async function show(library: Library, engine: TaskEngine, now: number): Promise<void> {
  const list = await library.list();
  countByDay(await library.listIds(), 'Asia/Shanghai');
  countFacets(list, getFacetLabel, (id) => engine.getHold(id) !== undefined);
  list.filter(
    createMatcher({ text: 'cat', ratio: ['1:1'] }, (id) => engine.getHold(id) !== undefined),
  );
  getCleanupGroups(await measureDiskUsage(library, { now }), { now, limitBytes: 1 });
  for (const record of list) {
    const view = toGenerationView(record, now, () => ({ src: '' }), engine.getHold(record.id));
    const details = toDetailsView(record, view);
    for (const row of details.rows) if ('at' in row) assert.ok(isDate(row.at));
    for (const { at } of details.insertions) assert.ok(isDate(at));
    const reason = view.state === 'failed' ? view.reason : '';
    assert.doesNotMatch(reason + formatSafely(record), /\]\(command:/);
  }
}

function formatSafely(record: Parameters<typeof formatAnnouncement>[0]): string {
  return record.state === 'failed' ? formatAnnouncement(record) : '';
}

/** Whether every date format accepts it. */
function isDate(time: number): boolean {
  return !Number.isNaN(new Date(time).getTime());
}

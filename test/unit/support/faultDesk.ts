import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/calls.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import type { Failure, Fetch, ProviderId } from '../../../src/jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import { query, submit } from '../../gateway/caller.ts';
import type { FaultKind, Operation } from '../../gateway/faultKinds.ts';
import { assertSent, order, useDesk, type Window } from './engine.ts';
import { isBilled, type Row, type Telling } from './faultRows.ts';
import { paced } from './fetch.ts';
import { latencyMs, providerAt, sampleKeyOf } from './gateway.ts';
import { nextChange } from './library.ts';
import { stallingFetch } from './stall.ts';
import { tell } from './words.ts';

/** Something that goes wrong, and what is to become of it. */
export interface Trouble {
  readonly name: string;
  readonly on: Operation;
  readonly row: Row;
  readonly provider?: ProviderId;
  /** Lets it go wrong that often, and opens a window in which it does. */
  readonly begin: (times: number) => Promise<Window>;
}

export interface FaultDesk {
  befall: (on: Operation, kind: FaultKind, times: number) => Window;
  /** Others of the same key ask right before this client does, that often. */
  crowd: (on: 'submit' | 'query', times: number) => Window;
  /** Another task of the same key takes that long, in milliseconds. */
  occupy: (ms: number) => Promise<Window>;
  ahead: (ms: number) => Window;
  /** Nothing goes wrong any more. */
  lift: () => void;
  start: (window: Window, trouble: Trouble) => Promise<GenerationRecord>;
  retry: (window: Window, id: string) => Promise<GenerationRecord | undefined>;
  /** The record as it ends in a new window that takes up what the last one has left. */
  startAnew: (last: Window, id: string) => Promise<{ record: GenerationRecord; window: Window }>;
  /** Checks what a user reads, after how many tries, and what the service has accepted by then. */
  assertTold: (record: GenerationRecord, row: Telling, on: Operation) => void;
  /** Checks that the picture is in the library as it was made, and how many tasks that took. */
  assertHome: (
    record: GenerationRecord | undefined,
    window: Window,
    tasks: number,
  ) => Promise<void>;
}

/** A desk on which things go wrong. */
export function useFaultDesk(): FaultDesk {
  const desk = useDesk();
  const { world, open, end } = desk;
  const tasks = () => world.gateway.tasks().filter(({ prompt }) => prompt === order.prompt).length;
  const faulted = (on: Operation) => world.asked(on).filter(({ faulted }) => faulted).length;

  const openWith = (fetch: Fetch, id: ProviderId = 'octopusx') => {
    const provider = providerAt(id, world.gateway);
    const { clock } = world.pace;
    const client = createClient({ provider, key: sampleKeyOf(id), fetch, clock });
    return open({ fetch, clientFor: () => Promise.resolve(client) });
  };

  const fault: FaultDesk = {
    befall: (on, kind, times) => {
      world.gateway.configure({ faults: [{ on, kind, times }] });
      const stalls = kind === 'stall' || kind === 'stallDuring';
      return stalls ? openWith(stallingFetch(world, kind)) : open();
    },

    crowd: (on, times) => {
      world.gateway.configure({ qps: 1 });
      const action = on === 'submit' ? 'SubmitTask' : 'GetResult';
      const ask = () =>
        on === 'submit' ? submit(world.gateway) : query(world.gateway, 'another task');
      const crowded: Fetch = async (url, init) => {
        if (url.includes(action) && times-- > 0) await ask();
        return systemFetch(url, init);
      };
      return openWith(paced(crowded, world.pace));
    },

    occupy: async (ms) => {
      world.gateway.configure({ latencyMs: ms });
      await submit(world.gateway);
      world.gateway.configure({ latencyMs, maxConcurrent: 1 });
      return open();
    },

    ahead: (ms) => {
      world.gateway.configure({ clockOffsetMs: ms });
      return open();
    },

    lift: () => {
      world.gateway.configure({ faults: [], clockOffsetMs: 0, maxConcurrent: null, qps: null });
    },

    start: async ({ engine }, { provider = 'octopusx' }) =>
      (await end(await engine.start({ provider }, order))) ?? assert.fail(),

    retry: async ({ engine }, id) => end((await engine.retry(id)) ?? assert.fail()),

    startAnew: async ({ engine }, id) => {
      await engine.stop();
      const window = open();
      return { record: await world.pace.until(takenUp(id, window)), window };
    },

    assertTold: ({ state, failure, task, ...record }, row, on) => {
      assert.ok(state === 'failed' && failure);
      assert.equal(nameOf(failure), row.failure);
      const { sentence } = tell(failure, 'OctopusX');
      const host = 'host' in failure ? failure.host : '';
      assert.ok(sentence.includes(row.words.replace('{0}', host)), sentence);
      assert.equal(sentence.includes('may still have been accepted and billed'), isBilled(row, on));
      assert.equal(tasks(), row.accepted ?? 1);
      assert.equal(task !== undefined, on !== 'submit');
      if (row.tries !== 'time') assert.equal(faulted(on), row.tries);
      else assert.ok((record.finishedAt ?? 0) - record.createdAt > 500_000);
    },

    assertHome: async (record, { library }, accepted) => {
      assert.deepEqual([record?.state, record?.failure], ['done', undefined]);
      assert.ok(record);
      fault.lift();
      // So that the service's log has the picture, whatever it was sent as.
      await systemFetch(record.addresses?.imageUrls[0] ?? '', {});
      await assertSent(desk, library, record);
      assert.equal(tasks(), accepted);
    },
  };
  return fault;
}

async function takenUp(id: string, { engine, library }: Window): Promise<GenerationRecord> {
  void engine.takeUp();
  const change = await nextChange(
    library,
    (change) => change.type === 'saved' && change.record.id === id && !isUnfinished(change.record),
  );
  assert.ok(change.type === 'saved');
  return change.record;
}

function nameOf(failure: Failure): string {
  return 'problem' in failure ? `${failure.kind}/${failure.problem}` : failure.kind;
}

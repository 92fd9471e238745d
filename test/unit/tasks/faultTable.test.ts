import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import { createClient } from '../../../src/jimeng/calls.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import type { Fault } from '../../gateway/controlApi.ts';
import { faultKinds, type FaultKind, type Operation } from '../../gateway/faultKinds.ts';
import { assertSent, order, useDesk, type Window } from '../support/engine.ts';
import { rows, type Telling } from '../support/faultRows.ts';
import { providerAt, sampleKeyOf } from '../support/gateway.ts';
import { nextChange } from '../support/library.ts';
import { stallingFetch } from '../support/stall.ts';
import { tell } from '../support/words.ts';

const forEver = 1_000_000;

describe('The fault table', () => {
  const desk = useDesk();
  const { world, open, end } = desk;

  for (const [operation, rowsOf] of Object.entries(rows) as [Operation, (typeof rows)['query']][]) {
    it(`has a row for each fault on a ${operation}`, () => {
      assert.deepEqual(Object.keys(rowsOf).sort(), [...faultKinds[operation]].sort());
    });

    for (const [kind, row] of Object.entries(rowsOf) as [FaultKind, Telling | 'unnoticed'][]) {
      const befall = (times: number) => {
        world.gateway.configure({ faults: [{ on: operation, kind, times } as Fault] });
      };
      const isToldAtOnce = row !== 'unnoticed' && row.tries === 1;

      if (!isToldAtOnce) {
        it(`${operation}, ${kind}, once: the picture comes`, async () => {
          befall(1);
          const { engine, library } = windowWith(kind);
          const run = await engine.start({ provider: 'octopusx' }, order);
          await assertHome(await end(run), library, 1);
        });
      }

      it(`${operation}, ${kind}, ${row === 'unnoticed' ? 'for ever: the picture comes' : 'for ever: told, and lost is nothing'}`, async () => {
        befall(forEver);
        const first = windowWith(kind);
        const { engine, library } = first;
        const run = await engine.start({ provider: 'octopusx' }, order);
        const record = await end(run);
        assert.ok(record);
        if (row === 'unnoticed') {
          await assertHome(record, library, 1);
          return;
        }
        assertTold(record, row, operation);
        lift();
        const again = await engine.retry(run.id);
        await assertHome(await end(again ?? assert.fail()), library, tasksWith(record, row));
      });

      if (row === 'unnoticed' || operation === 'submit') continue;
      it(`${operation}, ${kind}, for ever: a new start brings the picture`, async () => {
        befall(forEver);
        const first = windowWith(kind);
        const run = await first.engine.start({ provider: 'octopusx' }, order);
        await end(run);
        await first.engine.stop();
        lift();
        const second = open();
        await assertHome(await world.pace.until(takenUp(run.id, second)), second.library, 1);
      });
    }
  }

  /** A window in which time passes while a fault of that kind stalls. */
  function windowWith(kind: FaultKind): Window {
    if (kind !== 'stall' && kind !== 'stallDuring') return open();
    const fetch = stallingFetch(world, kind);
    const { clock } = world.pace;
    const provider = providerAt('octopusx', world.gateway);
    const client = createClient({ provider, key: sampleKeyOf('octopusx'), fetch, clock });
    return open({ fetch, clientFor: () => Promise.resolve(client) });
  }

  function lift(): void {
    world.gateway.configure({ faults: [] });
  }

  /** Checks what a user reads, after how many tries, and what the service has accepted by then. */
  function assertTold(record: GenerationRecord, row: Telling, operation: Operation): void {
    const { failure } = record;
    assert.ok(record.state === 'failed' && failure);
    assert.equal(nameOf(failure), row.failure);
    const { sentence } = tell(failure, 'OctopusX');
    const host = 'host' in failure ? failure.host : '';
    assert.ok(sentence.includes(row.words.replace('{0}', host)), sentence);
    const isBilled = operation === 'submit' && row.tries === 1 && row.failure !== 'badAnswer/redirect';
    assert.equal(sentence.includes('accepted and billed all the same'), isBilled, sentence);
    assert.equal(world.gateway.tasks().length, row.accepted ?? 1);
    assert.equal(record.task !== undefined, operation !== 'submit');
    if (row.tries === 'time') assert.ok((record.finishedAt ?? 0) - record.createdAt > 540_000);
    else assert.equal(world.asked(operation).filter(({ faulted }) => faulted).length, row.tries);
  }

  /** Checks that the picture is in the library as it was made, and that no more tasks were accepted. */
  async function assertHome(
    record: GenerationRecord | undefined,
    library: Window['library'],
    tasks: number,
  ): Promise<void> {
    assert.deepEqual([record?.state, record?.failure], ['done', undefined]);
    assert.ok(record);
    // So that the service's log has it, whatever it was sent as.
    lift();
    await systemFetch(record.addresses?.imageUrls[0] ?? '', {});
    await assertSent(desk, library, record);
    assert.equal(world.gateway.tasks().length, tasks);
  }

  function tasksWith(record: GenerationRecord, { accepted = 1 }: Telling): number {
    return record.task ? 1 : accepted + 1;
  }

  /** The record as it ends in a window that takes up what earlier ones have left. */
  async function takenUp(id: string, { engine, library }: Window): Promise<GenerationRecord> {
    void engine.takeUp();
    const change = await nextChange(
      library,
      (change) =>
        change.type === 'saved' && change.record.id === id && !isUnfinished(change.record),
    );
    assert.ok(change.type === 'saved');
    return change.record;
  }
});

function nameOf(failure: Failure): string {
  return 'problem' in failure ? `${failure.kind}/${failure.problem}` : failure.kind;
}

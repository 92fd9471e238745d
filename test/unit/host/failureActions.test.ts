import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import {
  listFailureActions,
  type FailureAction,
} from '../../../src/host/messages/failureActions.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { canRetry } from '../../../src/tasks/transitions.ts';
import { canBeMaybeBilled, failureSamples } from '../support/failureSamples.ts';
import { recordOf } from '../support/galleryRecords.ts';

const retryActions: readonly FailureAction[] = ['retry', 'keepWaiting', 'retryDownload'];
const againActions: readonly FailureAction[] = ['generateAgain', 'generateAgainMaybeBilled'];
const task = { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 1 };

interface Row {
  readonly record: GenerationRecord;
  readonly failure: Failure;
  readonly isTaskKnown: boolean;
  readonly isExternal: boolean;
  readonly isMaybeBilled: boolean;
  readonly canRetry: boolean;
  readonly actions: readonly FailureAction[];
}

/** Every kind of failure, with a task or none, external or not, maybe billed or surely not. */
const rows: Row[] = Object.values(failureSamples).flatMap((sample) =>
  [false, true].flatMap((isTaskKnown) =>
    [false, ...(isTaskKnown ? [true] : [])].flatMap((isExternal) =>
      [false, ...(canBeMaybeBilled(sample.kind) ? [true] : [])].map((isMaybeBilled) => {
        const failure = { ...sample, ...(isMaybeBilled && { maybeBilled: true }) } as Failure;
        const record = recordOf(1, {
          state: 'failed',
          failure,
          ...(isTaskKnown && { task }),
          ...(isExternal && { isExternal }),
        });
        const actions = listFailureActions(failure, {
          canRetry: canRetry(record),
          isRepeatable: !isExternal,
        });
        const facts = { isTaskKnown, isExternal, isMaybeBilled, canRetry: canRetry(record) };
        return { record, failure, actions, ...facts };
      }),
    ),
  ),
);

const format = ({ failure, isTaskKnown, isExternal, isMaybeBilled }: Row) =>
  [
    failure.kind,
    isTaskKnown ? 'known task' : 'no task',
    ...(isExternal ? ['external'] : []),
    ...(isMaybeBilled ? ['maybe billed'] : []),
  ].join(', ');

/** The rows that a rule is broken by. */
const violations = (isBroken: (row: Row) => boolean) => rows.filter(isBroken).map(format);

describe('Buttons of a failure', () => {
  it('are listed for every kind, task, and billing', () => {
    assert.equal(new Set(rows.map(({ failure }) => failure.kind)).size, 31);
    assert.ok(rows.length > 120);
  });

  it('offer Retry only if that surely does not pay twice', () => {
    // Without a task, Retry submits.
    const mayPayTwice = ({ isTaskKnown, isMaybeBilled, failure }: Row) =>
      !isTaskKnown &&
      (isMaybeBilled || failure.kind === 'interrupted' || failure.kind === 'unexpected');
    assert.deepEqual(
      violations((row) => {
        const hasRetry = row.actions.some((action) => retryActions.includes(action));
        return hasRetry && mayPayTwice(row);
      }),
      [],
    );
  });

  it('never offer Retry and Generate Again at once', () => {
    assert.deepEqual(
      violations(({ actions }) => {
        const ways = actions.filter((each) => [...retryActions, ...againActions].includes(each));
        return ways.length > 1;
      }),
      [],
    );
  });

  it('offer Generate Again only if Retry is not offered, and the prompt is known', () => {
    assert.deepEqual(
      violations((row) => {
        const hasAgain = row.actions.some((action) => againActions.includes(action));
        return hasAgain && (row.canRetry || row.isExternal);
      }),
      [],
    );
  });

  it('offer first to look for an image that may have been billed', () => {
    const unclear = rows.filter(
      ({ isMaybeBilled, isTaskKnown, failure: { kind } }) =>
        !isTaskKnown && (isMaybeBilled || kind === 'interrupted' || kind === 'unexpected'),
    );
    assert.ok(unclear.length > 15);
    for (const { actions, failure } of unclear) {
      assert.deepEqual(actions.slice(0, 2), ['queryTask', 'openProviderWebsite'], failure.kind);
      assert.ok(!actions.includes('generateAgain'), failure.kind);
    }
  });

  it('offer Edit Prompt and Generate Again if the task has surely failed', () => {
    const kinds = [
      'promptRefused',
      'referenceRefused',
      'resultRefused',
      'copyright',
      'taskFailed',
    ] as const;
    for (const kind of kinds) {
      const row = rows.find((each) => {
        return each.failure.kind === kind && each.isTaskKnown && !each.isExternal;
      });
      assert.deepEqual(row?.actions, ['editPrompt', 'generateAgain'], kind);
    }
  });

  it('offer Retry for a canceled generation whose task is known: it gets the image for free', () => {
    const canceled = rows.filter(({ failure }) => failure.kind === 'canceled');
    for (const { isTaskKnown, actions } of canceled.filter((row) => row.isTaskKnown)) {
      assert.ok(isTaskKnown);
      assert.deepEqual(actions, ['retry']);
    }
  });

  it('leave a way forward for every failure', () => {
    assert.deepEqual(
      violations(({ actions }) => actions.length === 0),
      [],
    );
  });
});

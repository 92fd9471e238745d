import assert from 'node:assert/strict';
import { canRetry } from '../../../src/tasks/transitions.ts';
import {
  envelopeKinds,
  faultKinds,
  imageFormKinds,
  operations,
  taskIdKinds,
  type FaultKind,
} from '../../gateway/faults/faultKinds.ts';
import { useFaultHarness, type FaultCase } from '../support/faultHarness.ts';
import { outcomesFor, expectedOutcomes, settingOutcomes } from '../support/faultOutcomes.ts';

const responseForms = new Set<FaultKind>([...envelopeKinds, ...taskIdKinds, ...imageFormKinds]);
const manyTimes = 1_000_000;
const tenHoursMs = 36_000_000;

describe('Fault table', function () {
  // Endless responses are read up to the limit of 100 MB.
  this.timeout(60_000);
  const harness = useFaultHarness();

  for (const on of operations) {
    it(`has a row for each ${on} fault`, () => {
      assert.deepEqual(Object.keys(expectedOutcomes[on]).sort(), [...faultKinds[on]].sort());
    });
  }

  const faultCases: FaultCase[] = [
    ...operations.flatMap((on) =>
      outcomesFor(on).map(([kind, expected]) => ({
        name: `${kind} (${on})`,
        on,
        expected,
        isForm: responseForms.has(kind),
        // Only Volcengine has task ids that can be a number.
        ...(kind === 'numericTaskId' && { provider: 'volcengine' as const }),
        inject: (times: number) => Promise.resolve(harness.injectFault(on, kind, times)),
      })),
    ),
    ...(['submit', 'query'] as const).map((on) => ({
      name: `limit per second (${on})`,
      on,
      expected: settingOutcomes.qps[on],
      inject: (times: number) => Promise.resolve(harness.exceedRateLimit(on, times)),
    })),
    {
      name: 'concurrency limit',
      on: 'submit',
      expected: settingOutcomes.maxConcurrent.submit,
      inject: (times) => harness.fillTaskSlots(times === 1 ? 10_000 : tenHoursMs),
    },
    ...[20, -20].map((minutes) => ({
      name: `clock skew of ${minutes} minutes`,
      on: 'submit' as const,
      expected: settingOutcomes.clockOffsetMs.submit,
      provider: 'volcengine' as const,
      inject: () => Promise.resolve(harness.shiftServiceClock(minutes * 60_000)),
    })),
  ];

  for (const faultCase of faultCases) {
    const { name, on, expected, inject, isForm = false } = faultCase;

    if (expected === 'noEffect') {
      const frequencies = [
        ['once', 1],
        ['forever', manyTimes],
      ] as const;
      // A response that is understood every time is understood once.
      for (const [frequency, times] of isForm ? frequencies.slice(1) : frequencies) {
        it(`${name}, ${frequency}, has no effect`, async () => {
          const window = await inject(times);
          await harness.assertRecovered(await harness.startAndWait(window, faultCase), window, 1);
        });
      }
      continue;
    }

    const isReportedAtOnce = expected.attempts === 1;
    it(`${name}, once, ${isReportedAtOnce ? 'is reported' : 'has no effect'}`, async () => {
      const window = await inject(1);
      const record = await harness.startAndWait(window, faultCase);
      if (isReportedAtOnce) harness.assertReported(record, expected, on);
      else await harness.assertRecovered(record, window, 1);
    });

    it(`${name}, forever, is reported, and a retry does not pay twice`, async () => {
      const window = await inject(manyTimes);
      const record = await harness.startAndWait(window, faultCase);
      harness.assertReported(record, expected, on);
      harness.clearFaults();
      if (!canRetry(record)) {
        await harness.assertNotSubmittedAgain(window, record, expected);
        return;
      }
      const retried = await harness.retryAndWait(window, record.id);
      await harness.assertRecovered(retried, window, 1);
    });

    if (on === 'submit' || expected.isFinal) continue;
    it(`${name}, forever, is recovered after a restart`, async () => {
      const previousWindow = await inject(manyTimes);
      const { id } = await harness.startAndWait(previousWindow, faultCase);
      harness.clearFaults();
      const { record, window } = await harness.restart(previousWindow, id);
      await harness.assertRecovered(record, window, 1);
    });
  }
});

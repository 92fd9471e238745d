import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/service.ts';
import { systemFetch } from '../../../src/jimeng/http/fetch.ts';
import type { Failure, Fetch, ProviderId } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { query, submit } from '../../gateway/client/apiClient.ts';
import type { FaultKind, Operation } from '../../gateway/faults/faultKinds.ts';
import {
  assertImagesAsSent,
  resumeUntilEnd,
  smallRequest,
  useEngineHarness,
  type EngineWindow,
} from './engineHarness.ts';
import { isPossiblyBilled, type FaultOutcome, type ReportedFailure } from './faultOutcomes.ts';
import { pausingFetch } from './fakeFetch.ts';
import { latencyMs, providerAt, sampleKeyOf } from './serviceHarness.ts';
import { stallingFetch } from './stallingFetch.ts';
import { formatFailure } from './failureMessages.ts';
import { toApiKey } from './apiKey.ts';

/** A fault and its expected outcome. */
export interface FaultCase {
  readonly name: string;
  readonly on: Operation;
  readonly expected: FaultOutcome;
  readonly provider?: ProviderId;
  /** Whether the response has another form that the extension understands. */
  readonly isForm?: boolean;
  /** Injects the fault this many times, and opens a window that is affected by it. */
  readonly inject: (times: number) => Promise<EngineWindow>;
}

export interface FaultHarness {
  injectFault: (on: Operation, kind: FaultKind, times: number) => EngineWindow;
  /** Sends other requests with the same key right before those of this client, this many times. */
  exceedRateLimit: (on: 'submit' | 'query', times: number) => EngineWindow;
  /** Occupies the service with another task of the same key for this many milliseconds. */
  fillTaskSlots: (ms: number) => Promise<EngineWindow>;
  shiftServiceClock: (ms: number) => EngineWindow;
  /** Removes all faults. */
  clearFaults: () => void;
  startAndWait: (window: EngineWindow, faultCase: FaultCase) => Promise<GenerationRecord>;
  retryAndWait: (window: EngineWindow, id: string) => Promise<GenerationRecord | undefined>;
  /** Returns the final record after a new window has resumed the generation. */
  restart: (
    previous: EngineWindow,
    id: string,
  ) => Promise<{ record: GenerationRecord; window: EngineWindow }>;
  /**
   * Asserts the error message, the number of attempts, and the number of tasks that the service
   * accepted.
   */
  assertReported: (record: GenerationRecord, expected: ReportedFailure, on: Operation) => void;
  /** Asserts that a retry of a request that may have been accepted does not submit it again. */
  assertNotSubmittedAgain: (
    window: EngineWindow,
    record: GenerationRecord,
    expected: ReportedFailure,
  ) => Promise<void>;
  /**
   * Asserts that the library has the image that the service sent, and the number of tasks this
   * took.
   */
  assertRecovered: (
    record: GenerationRecord | undefined,
    window: EngineWindow,
    acceptedCount: number,
  ) => Promise<void>;
}

/** Call inside `describe`: windows with faults in their connection to the service. */
export function useFaultHarness(): FaultHarness {
  const harness = useEngineHarness();
  const { service, openWindow, waitForEnd } = harness;
  const countTasks = () =>
    service.gateway.tasks().filter(({ prompt }) => prompt === smallRequest.prompt).length;
  const countFaulted = (on: Operation) =>
    service.requestsOf(on).filter(({ faulted }) => faulted).length;

  const openWith = (fetch: Fetch, id: ProviderId = 'octopusx') => {
    const provider = providerAt(id, service.gateway);
    const { clock } = service.driver;
    const client = createClient({ provider, key: toApiKey(sampleKeyOf(id)), fetch, clock });
    return openWindow({ fetch, getClient: () => Promise.resolve(client) });
  };

  const faultHarness: FaultHarness = {
    injectFault: (on, kind, times) => {
      service.gateway.configure({ faults: [{ on, kind, times }] });
      const stalls = kind === 'stall' || kind === 'stallDuring';
      return stalls ? openWith(stallingFetch(service, kind)) : openWindow();
    },

    exceedRateLimit: (on, times) => {
      service.gateway.configure({ qps: 1 });
      const action = on === 'submit' ? 'SubmitTask' : 'GetResult';
      const sendOther = () =>
        on === 'submit' ? submit(service.gateway) : query(service.gateway, 'another task');
      const fetchAfterOthers: Fetch = async (url, init) => {
        if (url.includes(action) && times-- > 0) await sendOther();
        return systemFetch(url, init);
      };
      return openWith(pausingFetch(fetchAfterOthers, service.driver));
    },

    fillTaskSlots: async (ms) => {
      service.gateway.configure({ latencyMs: ms });
      await submit(service.gateway);
      service.gateway.configure({ latencyMs, maxConcurrent: 1 });
      return openWindow();
    },

    shiftServiceClock: (ms) => {
      service.gateway.configure({ clockOffsetMs: ms });
      return openWindow();
    },

    clearFaults: () => {
      service.gateway.configure({ faults: [], clockOffsetMs: 0, maxConcurrent: null, qps: null });
    },

    startAndWait: async ({ engine }, { provider = 'octopusx' }) =>
      (await waitForEnd(await engine.start({ provider }, smallRequest))) ?? assert.fail(),

    retryAndWait: async ({ engine }, id) => waitForEnd((await engine.retry(id)) ?? assert.fail()),

    restart: async ({ engine }, id) => {
      await harness.closeWindow({ engine });
      const window = openWindow();
      return { record: await service.driver.waitFor(resumeUntilEnd(id, window)), window };
    },

    assertReported: ({ state, failure, task, ...record }, expected, on) => {
      assert.ok(state === 'failed' && failure);
      assert.equal(failureName(failure), expected.failure);
      const sentence = formatFailure(failure, 'OctopusX');
      const hostname = 'host' in failure ? failure.host : '';
      assert.ok(sentence.includes(expected.message.replace('{0}', hostname)), sentence);
      assert.equal(
        sentence.includes('may still have been accepted and billed'),
        isPossiblyBilled(expected, on),
      );
      assert.equal(countTasks(), expected.acceptedCount ?? 1);
      assert.equal(task !== undefined, on !== 'submit');
      if (expected.attempts !== 'untilTimeout') assert.equal(countFaulted(on), expected.attempts);
      else assert.ok((record.finishedAt ?? 0) - record.createdAt > 500_000);
    },

    assertNotSubmittedAgain: async ({ engine }, record, expected) => {
      const run = await engine.retry(record.id);
      if (run) await waitForEnd(run);
      assert.equal(run !== undefined, record.task !== undefined);
      assert.equal(countTasks(), expected.acceptedCount ?? 1);
    },

    assertRecovered: async (record, { library }, acceptedCount) => {
      assert.deepEqual([record?.state, record?.failure], ['done', undefined]);
      assert.ok(record);
      faultHarness.clearFaults();
      // The service only logs the image if it is sent by URL and without faults.
      const { data } = await query(service.gateway, record.task?.taskId ?? '');
      await systemFetch(data?.image_urls?.[0] ?? record.resultUrls?.imageUrls[0] ?? '', {});
      await assertImagesAsSent(harness, library, record);
      assert.equal(countTasks(), acceptedCount);
    },
  };
  return faultHarness;
}

function failureName(failure: Failure): string {
  return 'problem' in failure ? `${failure.kind}/${failure.problem}` : failure.kind;
}

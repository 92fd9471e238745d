import assert from 'node:assert/strict';
import { sampleKey, toSimulatedEnvironment } from '../../../scripts/tools/simulatedService.ts';
import { queryAction, submitAction } from '../../gateway/services/gatewayContract.ts';
import type { RequestEntry } from '../../gateway/control/controlApi.ts';
import { spawnGateway, type SpawnedGateway } from '../../gateway/spawnGateway.ts';
import { eventually, openVsCode, type OpenOptions, type VsCodeWindow } from '../driver/index.ts';

/** The requests that a gateway received, by kind, in order of arrival. */
export interface RequestsByKind {
  readonly submits: readonly RequestEntry[];
  readonly queries: readonly RequestEntry[];
  readonly images: readonly RequestEntry[];
}

/** The simulated service of a suite, and windows that use it. */
export interface Service {
  readonly gateway: SpawnedGateway;
  readonly environment: Record<string, string>;
  /**
   * Opens a window without an API key, which generates small images because they are drawn quickly.
   */
  openWithoutKey(options?: OpenOptions): Promise<VsCodeWindow>;
  /** Opens a window with the sample key of OctopusX, or another key. */
  open(options?: OpenOptions): Promise<VsCodeWindow>;
  requests(): Promise<RequestsByKind>;
  /** Waits until a task is running and was queried at least once. */
  waitForQuery(): Promise<void>;
}

/**
 * Call inside `describe`: runs a simulated service for its tests, reset before each of them. A task
 * takes `latencyMs` there.
 */
export function useSimulatedService(latencyMs = 1500): Service {
  let spawned: SpawnedGateway | undefined;
  before(async () => {
    spawned = await spawnGateway({ latencyMs });
  });
  beforeEach(() => spawned?.reset());
  afterEach('assert that no image host received an API key', async () => {
    const imageRequests = (await service.gateway.requests()).filter(
      ({ operation }) => operation === 'image',
    );
    assert.ok(!JSON.stringify(imageRequests).includes('<key'));
  });
  after(() => spawned?.close());

  const service: Service = {
    get gateway() {
      if (!spawned) throw new Error('The simulated service only runs during tests.');
      return spawned;
    },
    get environment() {
      return toSimulatedEnvironment(service.gateway.origins);
    },
    openWithoutKey: ({ settings, ...options } = {}) =>
      openVsCode({
        env: service.environment,
        ...options,
        settings: { 'jimeng.resolution': '1k', ...settings },
      }),
    open: (options) =>
      service.openWithoutKey({ key: { provider: 'octopusx', key: sampleKey }, ...options }),
    requests: async () => {
      const entries = await service.gateway.requests();
      const ofAction = (action: string) =>
        entries.filter(({ query }) => query['Action'] === action);
      return {
        submits: ofAction(submitAction),
        queries: ofAction(queryAction),
        images: entries.filter(({ origin }) => origin === 'images'),
      };
    },
    waitForQuery: async () => {
      await eventually(
        'the first query',
        async () => (await service.requests()).queries.length > 0,
      );
    },
  };
  return service;
}

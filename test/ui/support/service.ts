import assert from 'node:assert/strict';
import { sampleKey, simulatedEnvironment } from '../../../scripts/tools/simulated.ts';
import { queryAction, submitAction } from '../../gateway/contract.ts';
import type { RequestEntry } from '../../gateway/controlApi.ts';
import { spawnGateway, type SpawnedGateway } from '../../gateway/spawn.ts';
import { eventually, openVsCode, type OpenOptions, type VsCodeWindow } from '../driver/index.ts';

/** What a gateway was asked, by kind, in order of arrival. */
export interface Asked {
  readonly submits: readonly RequestEntry[];
  readonly queries: readonly RequestEntry[];
  readonly pictures: readonly RequestEntry[];
}

/** The simulated service of a suite, and windows that talk to it. */
export interface Service {
  readonly gateway: SpawnedGateway;
  readonly environment: Record<string, string>;
  /** Opens a window without a key, for small pictures that are quickly drawn. */
  openWithoutKey(options?: OpenOptions): Promise<VsCodeWindow>;
  /** The same with the sample key of OctopusX, unless another one is given. */
  open(options?: OpenOptions): Promise<VsCodeWindow>;
  asked(): Promise<Asked>;
  /** Waits until a task is under way and was asked for at least once. */
  whenQueried(): Promise<void>;
}

/**
 * Call inside `describe`: a simulated service runs while its tests do, as new before each of them.
 * A task takes `latencyMs` there.
 */
export function simulatedService(latencyMs = 1500): Service {
  let running: SpawnedGateway | undefined;
  before(async () => {
    running = await spawnGateway({ latencyMs });
  });
  beforeEach(() => running?.reset());
  afterEach('no key has reached a host of pictures', async () => {
    const others = (await service.gateway.requests()).filter(
      ({ operation }) => operation === 'picture',
    );
    assert.ok(!JSON.stringify(others).includes('<key'));
  });
  after(() => running?.close());

  const service: Service = {
    get gateway() {
      if (!running) throw new Error('The simulated service runs only while tests do.');
      return running;
    },
    get environment() {
      return simulatedEnvironment(service.gateway.origins);
    },
    openWithoutKey: ({ settings, ...options } = {}) =>
      openVsCode({
        env: service.environment,
        ...options,
        settings: { 'jimeng.resolution': '1k', ...settings },
      }),
    open: (options) =>
      service.openWithoutKey({ key: { provider: 'octopusx', key: sampleKey }, ...options }),
    asked: async () => {
      const requests = await service.gateway.requests();
      const ofAction = (action: string) =>
        requests.filter(({ query }) => query['Action'] === action);
      return {
        submits: ofAction(submitAction),
        queries: ofAction(queryAction),
        pictures: requests.filter(({ origin }) => origin === 'pictures'),
      };
    },
    whenQueried: async () => {
      await eventually('the first query', async () => (await service.asked()).queries.length > 0);
    },
  };
  return service;
}

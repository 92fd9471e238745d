import { createClient } from '../../../src/jimeng/service.ts';
import { systemFetch } from '../../../src/jimeng/http/fetch.ts';
import {
  createCustomProvider,
  providers,
  withSimulatedOrigin,
  type Client,
  type Fetch,
  type ApiKeyInput,
  type Provider,
  type ProviderId,
} from '../../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../gateway/services/accessKeys.ts';
import type { Operation, RequestEntry } from '../../gateway/control/controlApi.ts';
import { startGateway, type Gateway } from '../../gateway/index.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { pausingFetch } from './fakeFetch.ts';
import { ClockDriver } from './clockDriver.ts';
import { toApiKey } from './apiKey.ts';

/** Milliseconds that a task takes at the simulated service. */
export const latencyMs = 10_000;

/** The simulated service with a clock that the test controls. */
export interface ServiceHarness {
  gateway: Gateway;
  driver: ClockDriver;
  /** Stops time while a call is pending. */
  fetch: Fetch;
  clientFor: (id: ProviderId, key?: ApiKeyInput) => Client;
  /** The requests of a kind that the service received, in order of arrival. */
  requestsOf: (kind: Operation) => RequestEntry[];
}

/** Call inside `describe`: a simulated service, reset for each test. */
export function useServiceHarness(): ServiceHarness {
  const service = {} as ServiceHarness;
  before(async () => {
    const now = () => service.driver.clock.now();
    service.gateway = await startGateway({ latencyMs, now });
  });
  after(() => service.gateway.close());
  beforeEach(() => {
    const driver = new ClockDriver();
    const fetch = pausingFetch(systemFetch, driver);
    service.gateway.reset();
    Object.assign(service, {
      driver,
      fetch,
      clientFor: (id: ProviderId, key: ApiKeyInput = sampleKeyOf(id)) =>
        createClient({
          provider: providerAt(id, service.gateway),
          key: toApiKey(key),
          fetch,
          clock: driver.clock,
        }),
      requestsOf: (kind: Operation) =>
        service.gateway.requests().filter(({ operation }) => operation === kind),
    } satisfies Partial<ServiceHarness>);
  });
  return service;
}

/** The provider with this ID at a simulated service. The custom provider uses its mirror. */
export function providerAt(id: ProviderId, { origins }: Pick<Gateway, 'origins'>): Provider {
  if (id !== 'custom') return withSimulatedOrigin(providers[id], origins[id]);
  const settings = {
    baseUrl: origins.custom,
    path: '/jimeng/',
    auth: 'bearer',
    model: '',
  } as const;
  return createCustomProvider(settings);
}

/** A key that the simulated service accepts. */
export function sampleKeyOf(id: ProviderId): ApiKeyInput {
  return id === 'volcengine' ? sampleAccessKeys.permanent : sampleKeys.valid;
}

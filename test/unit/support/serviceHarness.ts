import { createClient } from '../../../src/jimeng/service.ts';
import { systemFetch } from '../../../src/jimeng/api/fetch.ts';
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

/** The simulated service, whose time is a test's. */
export interface ServiceHarness {
  gateway: Gateway;
  driver: ClockDriver;
  /** Holds the time while a call is under way. */
  fetch: Fetch;
  clientFor: (id: ProviderId, key?: ApiKeyInput) => Client;
  /** What reached the service of one kind, in the order of arrival. */
  requestsOf: (kind: Operation) => RequestEntry[];
}

/** A service for the suite it is called in, as good as new for each of its tests. */
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

/** The provider of that id at a simulated service; the user's own is its mirror of the gateways. */
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

/** A key that the simulated service lets in. */
export function sampleKeyOf(id: ProviderId): ApiKeyInput {
  return id === 'volcengine' ? sampleAccessKeys.permanent : sampleKeys.valid;
}

import { createClient } from '../../../src/jimeng/calls.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import {
  customProvider,
  providers,
  simulated,
  type Client,
  type Fetch,
  type Key,
  type Provider,
  type ProviderId,
} from '../../../src/jimeng/index.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import type { Operation, RequestEntry } from '../../gateway/controlApi.ts';
import { startGateway, type Gateway } from '../../gateway/index.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { paced } from './fetch.ts';
import { Pace } from './pace.ts';

/** Milliseconds that a task takes at the simulated service. */
export const latencyMs = 10_000;

/** The simulated service, whose time is a test's. */
export interface World {
  gateway: Gateway;
  pace: Pace;
  /** Holds the time while a call is under way. */
  fetch: Fetch;
  clientFor: (id: ProviderId, key?: Key) => Client;
  /** What reached the service of one kind, in the order of arrival. */
  asked: (kind: Operation) => RequestEntry[];
}

/** A service for the suite it is called in, as good as new for each of its tests. */
export function useGateway(): World {
  const world = {} as World;
  before(async () => {
    const now = () => world.pace.clock.now();
    world.gateway = await startGateway({ latencyMs, now });
  });
  after(() => world.gateway.close());
  beforeEach(() => {
    const pace = new Pace();
    const fetch = paced(systemFetch, pace);
    world.gateway.reset();
    Object.assign(world, {
      pace,
      fetch,
      clientFor: (id: ProviderId, key: Key = sampleKeyOf(id)) =>
        createClient({ provider: providerAt(id, world.gateway), key, fetch, clock: pace.clock }),
      asked: (kind: Operation) =>
        world.gateway.requests().filter(({ operation }) => operation === kind),
    } satisfies Partial<World>);
  });
  return world;
}

/** The provider of that id at a simulated service; the user's own is its mirror of the gateways. */
export function providerAt(id: ProviderId, { origins }: Pick<Gateway, 'origins'>): Provider {
  if (id !== 'custom') return simulated(providers[id], origins[id]);
  const described = {
    baseUrl: origins.custom,
    path: '/jimeng/',
    auth: 'bearer',
    model: '',
  } as const;
  return customProvider(described);
}

/** A key that the simulated service lets in. */
export function sampleKeyOf(id: ProviderId): Key {
  return id === 'volcengine' ? samplePairs.permanent : sampleKeys.valid;
}

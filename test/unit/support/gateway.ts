import { systemFetch } from '../../../src/jimeng/fetch.ts';
import { createClient } from '../../../src/jimeng/calls.ts';
import {
  providers,
  simulated,
  type Client,
  type Fetch,
  type ProviderId,
} from '../../../src/jimeng/index.ts';
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
  clientFor: (id: ProviderId, key?: string) => Client;
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
      clientFor: (id: ProviderId, key: string = sampleKeys.valid) => {
        const provider = simulated(providers[id], world.gateway.origins[id]);
        return createClient({ provider, key, fetch, clock: pace.clock });
      },
      asked: (kind: Operation) =>
        world.gateway.requests().filter((entry) => operationOf(entry) === kind),
    } satisfies Partial<World>);
  });
  return world;
}

function operationOf({ origin, query }: RequestEntry): Operation {
  if (origin === 'pictures') return 'picture';
  return query['Action'] === 'CVSync2AsyncSubmitTask' ? 'submit' : 'query';
}

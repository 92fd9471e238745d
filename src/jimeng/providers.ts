/** The gateways this client can speak to. */
export const providerIds = ['octopusx', 'deepwl'] as const;
export type ProviderId = (typeof providerIds)[number];

/** Where a provider is and how it is reached. */
export interface Provider {
  readonly id: ProviderId;
  /** Its name as its own site writes it. */
  readonly name: string;
  /** Scheme, host and port. The only place the key may go. */
  readonly origin: string;
  /** Path of both calls. */
  readonly path: string;
  /** Where a user signs in to get a key. The pages behind it are not published, so this is the front door. */
  readonly keysUrl: string;
}

/** The published gateways (the two pages of the specification; both mount the route at `/jm`). */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  octopusx: {
    id: 'octopusx',
    name: 'OctopusX',
    origin: 'https://octopusx.ai',
    path: '/jm',
    keysUrl: 'https://octopusx.ai/',
  },
  deepwl: {
    id: 'deepwl',
    name: 'DeepWL',
    origin: 'https://zx1.deepwl.net',
    path: '/jm',
    keysUrl: 'https://zx1.deepwl.net/',
  },
};

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The same provider at a simulated service on this machine. Any address but loopback is refused,
 * so that nothing outside can be put in a provider's place.
 * @throws TypeError when `origin` is not an http address of this machine.
 */
export function simulated(provider: Provider, origin: string): Provider {
  const url = new URL(origin);
  if (url.protocol !== 'http:' || !loopback.has(url.hostname)) {
    throw new TypeError(`A simulated service must be on this machine, not at ${origin}`);
  }
  return { ...provider, origin: url.origin };
}

import * as v from 'valibot';

/** Where pictures can be had. */
export const providerIds = ['octopusx', 'deepwl', 'volcengine', 'custom'] as const;
export type ProviderId = (typeof providerIds)[number];

/** Where a provider is and how it is spoken to. */
export interface Provider {
  readonly id: ProviderId;
  /** Its name as its own site writes it. */
  readonly name: string;
  /** Scheme, host and port. The only place the key may go. */
  readonly origin: string;
  /** Path of both calls. */
  readonly path: string;
  /** A bearer key, or Volcengine's signature (docs/service.md §2.4). */
  readonly auth: 'bearer' | 'volcengine';
  /**
   * `gateway`: a submit says `model` and `resolution`, and takes the fields that the gateways list.
   * `official`: those of the original service (docs/service.md §3.2).
   */
  readonly dialect: 'gateway' | 'official';
  /** What a submit's `model` says, where that is not our own name for it. */
  readonly modelName?: string;
  /** Where a user signs in to get a key. The pages behind it are not published, so this is the front door (docs/service.md §2.1). */
  readonly apiKeyUrl: string;
  /** What the user said of it, where it is the user's own. */
  readonly custom?: CustomProvider;
}

/** Both published gateways mount the route at `/jm` (docs/service.md §2.1). */
const gatewayDefaults = { path: '/jm', auth: 'bearer', dialect: 'gateway' } as const;

/** The providers that are known without being told. */
export const providers: Readonly<Record<Exclude<ProviderId, 'custom'>, Provider>> = {
  octopusx: {
    id: 'octopusx',
    name: 'OctopusX',
    origin: 'https://octopusx.ai',
    apiKeyUrl: 'https://octopusx.ai/',
    ...gatewayDefaults,
  },
  deepwl: {
    id: 'deepwl',
    name: 'DeepWL',
    origin: 'https://zx1.deepwl.net',
    apiKeyUrl: 'https://zx1.deepwl.net/',
    ...gatewayDefaults,
  },
  // docs/service.md §2.1.
  volcengine: {
    id: 'volcengine',
    name: 'Volcengine',
    origin: 'https://visual.volcengineapi.com',
    path: '/',
    auth: 'volcengine',
    dialect: 'official',
    apiKeyUrl: 'https://console.volcengine.com/iam/keymanage/',
  },
};

const loopbackHostnames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A key must not travel unprotected, but to a service on this very machine. */
function isSecureUrl(value: string): boolean {
  const url = URL.parse(value);
  if (!url || url.username || url.password) return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHostnames.has(url.hostname))
  );
}

/** A mirror of the format that the user names: the setting `jimeng.customProvider`. */
export const customProviderSchema = v.object({
  /** Scheme, host and port: https, or http on this machine. A path goes before `path`. */
  baseUrl: v.pipe(v.string(), v.trim(), v.check(isSecureUrl)),
  path: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\/[^?#]*$/)), '/jm'),
  auth: v.optional(v.picklist(['bearer', 'volcengine']), 'bearer'),
  /** What a submit's `model` says. Without it neither `model` nor `resolution` is sent. */
  model: v.optional(v.pipe(v.string(), v.trim()), ''),
});

export type CustomProvider = Readonly<v.InferOutput<typeof customProviderSchema>>;

/** The provider that a user's description stands for. */
export function createCustomProvider(custom: CustomProvider): Provider {
  const base = new URL(custom.baseUrl);
  return {
    id: 'custom',
    name: base.host,
    origin: base.origin,
    // As it goes over the wire, which is what a signature is about.
    path: new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${custom.path}`).pathname,
    auth: custom.auth,
    dialect: custom.model === '' ? 'official' : 'gateway',
    ...(custom.model !== '' && { modelName: custom.model }),
    apiKeyUrl: base.origin,
    custom,
  };
}

/**
 * The same provider at a simulated service on this machine. Any address but loopback is refused,
 * so that nothing outside can be put in a provider's place.
 * @throws TypeError when `origin` is not an http address of this machine.
 */
export function withSimulatedOrigin(provider: Provider, origin: string): Provider {
  const url = new URL(origin);
  if (url.protocol !== 'http:' || !loopbackHostnames.has(url.hostname)) {
    throw new TypeError(`A simulated service must run on localhost, not at ${origin}`);
  }
  return { ...provider, origin: url.origin };
}

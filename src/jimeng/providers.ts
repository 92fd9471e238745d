import * as v from 'valibot';

/** The providers a user can choose from. */
export const providerIds = ['octopusx', 'deepwl', 'volcengine', 'custom'] as const;
/** The id of a provider, as in the setting `jimeng.provider`. */
export type ProviderId = (typeof providerIds)[number];

/** The endpoint of a provider, and how to call it. */
export interface Provider {
  readonly id: ProviderId;
  /** The name as the provider writes it. */
  readonly name: string;
  /** Scheme, host and port. The API key is sent to no other origin. */
  readonly origin: string;
  /** The path of both API actions. */
  readonly path: string;
  /** A bearer token (docs/service.md §2.3), or a Volcengine signature (docs/service.md §2.4). */
  readonly auth: 'bearer' | 'volcengine';
  /**
   * `gateway`: requests include `model` and `resolution`, and only fields that the gateways
   * document.
   * `official`: the fields of Volcengine (docs/service.md §3.2).
   */
  readonly dialect: 'gateway' | 'official';
  /** The value of `model` in a submit, if it differs from our model id. */
  readonly modelName?: string;
  /**
   * The page where a user gets a key. For the gateways, the home page: the pages behind it are not
   * documented (docs/service.md §2.1).
   */
  readonly apiKeyUrl: string;
  /** The path that reports on a bearer key without being billed, if there is one (docs/service.md §11.3). */
  readonly tokenUsagePath?: string;
  /** The setting `jimeng.customProvider`, if this provider comes from it. */
  readonly custom?: CustomProvider;
}

/** Both documented gateways use the path `/jm` (docs/service.md §2.1). */
const gatewayDefaults = { path: '/jm', auth: 'bearer', dialect: 'gateway' } as const;

/** The built-in providers (docs/service.md §2.1). */
export const providers: Readonly<Record<Exclude<ProviderId, 'custom'>, Provider>> = {
  octopusx: {
    id: 'octopusx',
    name: 'OctopusX',
    origin: 'https://octopusx.ai',
    apiKeyUrl: 'https://octopusx.ai/',
    tokenUsagePath: '/api/usage/token/',
    ...gatewayDefaults,
  },
  deepwl: {
    id: 'deepwl',
    name: 'DeepWL',
    origin: 'https://zx1.deepwl.net',
    apiKeyUrl: 'https://zx1.deepwl.net/',
    ...gatewayDefaults,
  },
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

/** The host names of this machine. */
const loopbackHostnames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A key must not be sent unencrypted, except to a service on this machine. */
function isSecureUrl(value: string): boolean {
  const url = URL.parse(value);
  if (!url || url.username || url.password) return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHostnames.has(url.hostname))
  );
}

/** The paths of known services, which are often copied with their URL (docs/service.md §2.6). */
const knownPaths = ['/jm', '/jimeng/'] as const;

/** Joins paths without doubled slashes. */
const joinPaths = (...parts: readonly string[]) => parts.join('/').replaceAll(/\/{2,}/g, '/');

const removeSlashesAtEnd = (path: string) => path.replace(/(?<!\/)\/+$/, '');

/** Whether two paths differ in slashes at their end only. */
const isSamePath = (a: string, b: string) => removeSlashesAtEnd(a) === removeSlashesAtEnd(b);

/**
 * Turns the URL and the path of a service, as people copy them, into what they mean: adds a missing
 * scheme; removes white space, a query, doubled and trailing slashes, `/v1` of another API, and the
 * path of the API actions, which becomes `path` if none is specified.
 * @returns `baseUrl` unchanged if it is not a URL
 */
export function normalizeBaseUrl(
  baseUrl: string,
  path?: string,
): { baseUrl: string; path: string } {
  const text = baseUrl.replaceAll(/[\s\p{Cf}"'<>]/gu, '');
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])([:/?#]|$)/i.test(text);
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const url = URL.parse(hasScheme ? text : `${isLoopback ? 'http' : 'https'}://${text}`);
  if (!url || text === '') return { baseUrl, path: path ?? '/jm' };

  const basePath = joinPaths(url.pathname).replace(/\/$/, '');
  const withBasePath = (rest: string) => {
    url.pathname = rest;
    url.search = url.hash = '';
    return url.href.replace(/\/$/, '');
  };
  // A URL with the action is complete.
  if (path === undefined && url.searchParams.has('Action')) {
    return { baseUrl: withBasePath(''), path: basePath === '' ? '/' : basePath };
  }
  const pathAtEnd = (path === undefined ? knownPaths : [path]).find(
    (each) => !isSamePath(each, '') && `${basePath}/`.endsWith(joinPaths(each, '/')),
  );
  const rest = pathAtEnd ? basePath.slice(0, -removeSlashesAtEnd(pathAtEnd).length) : basePath;
  const isOtherApi = /^\/v1(\/(models|images\/generations|chat\/completions))?$/.test(rest);
  return { baseUrl: withBasePath(isOtherApi ? '' : rest), path: pathAtEnd ?? path ?? '/jm' };
}

const customProviderFields = {
  /** Must use https, or http for localhost. If it has a path, `path` is appended to it. */
  baseUrl: v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => isSecureUrl(normalizeBaseUrl(value).baseUrl)),
  ),
  /** The path of both API actions. */
  path: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\/[^?#]*$/))),
  /** How requests are authenticated. */
  auth: v.optional(
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.picklist(['bearer', 'volcengine'])),
    'bearer',
  ),
  /** The value of `model` in a submit. If empty, neither `model` nor `resolution` is sent. */
  model: v.optional(v.pipe(v.string(), v.trim()), ''),
};

const normalizeCustomProvider = v.transform(
  ({
    baseUrl,
    path,
    ...rest
  }: v.InferOutput<v.ObjectSchema<typeof customProviderFields, undefined>>) => ({
    ...normalizeBaseUrl(baseUrl, path),
    ...rest,
  }),
);

/** A custom provider in a record, which may come from another version. */
export const customProviderSchema = v.pipe(v.object(customProviderFields), normalizeCustomProvider);

/**
 * The setting `jimeng.customProvider`: another service that implements the API. A property that is
 * unknown is an error, because a misspelled one would change what is sent.
 */
export const customProviderSettingSchema = v.pipe(
  v.strictObject(customProviderFields),
  normalizeCustomProvider,
);

/** The value of the setting `jimeng.customProvider`. */
export type CustomProvider = Readonly<v.InferOutput<typeof customProviderSchema>>;

/** Creates a provider from the setting `jimeng.customProvider`. */
export function createCustomProvider(custom: CustomProvider): Provider {
  const base = new URL(custom.baseUrl);
  return {
    id: 'custom',
    name: base.host,
    origin: base.origin,
    // Encoded as it is sent, because the signature covers it.
    path: new URL(base.origin + joinPaths(base.pathname, custom.path)).pathname,
    auth: custom.auth,
    dialect: custom.model === '' ? 'official' : 'gateway',
    ...(custom.model !== '' && { modelName: custom.model }),
    apiKeyUrl: base.origin,
    custom,
  };
}

/**
 * Redirects a provider to a simulated service on this machine. Only loopback origins are accepted,
 * so that the environment cannot redirect a key to another machine.
 * @throws TypeError when `origin` is not an http URL of localhost.
 */
export function withSimulatedOrigin(provider: Provider, origin: string): Provider {
  const url = new URL(origin);
  if (url.protocol !== 'http:' || !loopbackHostnames.has(url.hostname)) {
    throw new TypeError(`A simulated service must run on localhost, not at ${origin}`);
  }
  return { ...provider, origin: url.origin };
}

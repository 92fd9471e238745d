/**
 * Simulates the services that the extension uses, based on their public documentation. It was never
 * compared with the real services. README.md lists which facts come from their documentation, which
 * from elsewhere, and which are our own decisions.
 */
import { handleGatewayRequest } from './services/gatewayApi.ts';
import { handleControlRequest, type Controls } from './control/controlServer.ts';
import type { Origins, Provider, RequestEntry } from './control/controlApi.ts';
import { FaultQueue } from './faults/faultQueue.ts';
import { listen, type Handler, type HttpServer } from './http.ts';
import { KeyRing } from './services/bearerKeys.ts';
import { RateLimiter } from './services/rateLimiter.ts';
import { imagePath, ImageUrlSigner } from './images/imageUrlSigner.ts';
import { RequestLog } from './control/requestLog.ts';
import { handleImageRequest } from './images/imageServer.ts';
import { applyConfiguration, initialSettings } from './control/settings.ts';
import { toHttpDate } from './faults/replacements.ts';
import { TaskStore } from './services/taskStore.ts';
import { handleVolcengineRequest } from './services/volcengineApi.ts';
import { createMiddleware } from './middleware.ts';

/** Options of a gateway. */
export interface GatewayOptions {
  /** The first of seven consecutive ports. 0, the default, uses free ones. */
  port?: number;
  /** Milliseconds that a task takes, 4000 by default. */
  latencyMs?: number;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
  /** Called for every request when its response was sent or dropped. */
  onResponse?: (entry: RequestEntry) => void;
}

/** A running gateway. */
export interface Gateway extends Controls {
  origins: Origins;
  close: () => Promise<void>;
}

/** Starts all providers, the image hosts, and the control API. Rejects if a port is in use. */
export async function startGateway({
  port = 0,
  latencyMs = 4000,
  now = Date.now,
  onResponse,
}: GatewayOptions = {}): Promise<Gateway> {
  let settings = initialSettings(latencyMs);
  const keys = new KeyRing();
  const faults = new FaultQueue();
  const log = new RequestLog(keys, now);
  const tasks = new TaskStore(now);
  const limits = new RateLimiter(now, tasks);
  const urlSigner = new ImageUrlSigner();
  const closeController = new AbortController();
  const servers: HttpServer[] = [];
  const origins = {} as Origins;

  const serve = async (name: keyof Origins, handle: Handler): Promise<void> => {
    const server = await listen(port === 0 ? 0 : port + servers.length, handle);
    servers.push(server);
    origins[name] = server.origin;
  };
  const close = async (): Promise<void> => {
    closeController.abort();
    await Promise.all(servers.map((server) => server.close()));
  };

  const controls: Controls = {
    requests: () => log.entries(),
    clearRequests: () => {
      log.clear();
    },
    tasks: () => tasks.entries(),
    configure: (configuration) => {
      settings = applyConfiguration(settings, configuration);
      if (configuration.keys) keys.setExtra(configuration.keys);
      if (configuration.faults) faults.replace(configuration.faults);
    },
    reset: () => {
      settings = initialSettings(latencyMs);
      keys.setExtra([]);
      faults.replace([]);
      log.clear();
      tasks.clear();
      limits.clear();
    },
  };

  const withMiddleware = createMiddleware({
    log,
    faults,
    now,
    closeSignal: closeController.signal,
    redirectOriginFor: (origin) => origins[origin === 'mirror' ? 'images' : 'mirror'],
    fileAt: async (url) => {
      const name = urlSigner.check(new URL(url), now());
      return name === null ? null : ((await tasks.findImage(name)?.bytes) ?? null);
    },
    ...(onResponse && { onResponse }),
  });
  const serveImages: Handler = (request) => handleImageRequest(request, { tasks, urlSigner, now });
  const serviceHandler =
    (provider: Provider): Handler =>
    async (request) => {
      // For relative URLs of images.
      if (request.url.pathname.startsWith(imagePath)) return serveImages(request);
      const handleRequest =
        provider === 'volcengine' ? handleVolcengineRequest : handleGatewayRequest;
      const imageUrlFor = (name: string, expiresAt: number) =>
        urlSigner.sign(origins.images, name, expiresAt);
      const context = { provider, keys, tasks, limits, settings, now, imageUrlFor };
      const { headers, ...response } = await handleRequest(request, context);
      // Report the clock that signatures are checked against, so that clients can correct theirs.
      const date = toHttpDate(now() + settings.clockOffsetMs);
      return { ...response, headers: { date, ...headers } };
    };

  try {
    for (const provider of ['octopusx', 'deepwl', 'volcengine', 'custom'] as const) {
      await serve(provider, withMiddleware(provider, serviceHandler(provider)));
    }
    for (const origin of ['images', 'mirror'] as const) {
      await serve(origin, withMiddleware(origin, serveImages));
    }
    await serve('control', (request) => handleControlRequest(request, controls));
    return { ...controls, origins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

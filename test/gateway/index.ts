/**
 * A simulation of the services that the extension talks to, made from what is published of them.
 * It was never compared with the real ones. `README.md` beside this file tells which facts come
 * from their pages, which from elsewhere, and which we made up.
 */
import { answerGateway } from './api.ts';
import { answerControl, type Controls } from './control.ts';
import type { Origins, Provider, RequestEntry } from './controlApi.ts';
import { FaultQueue } from './faults.ts';
import { listen, type Handler, type Listening } from './http.ts';
import { KeyRing } from './keys.ts';
import { Limits } from './limits.ts';
import { PictureLinks } from './links.ts';
import { RequestLog } from './log.ts';
import { answerPicture } from './pictureServer.ts';
import { configured, initialSettings } from './settings.ts';
import { httpDate } from './standIns.ts';
import { TaskStore } from './tasks.ts';
import { answerVolcengine } from './volcengine.ts';
import { watcher } from './watcher.ts';

/** How a gateway starts. */
export interface GatewayOptions {
  /** The first of seven ports in a row; 0, the default, takes free ones. */
  port?: number;
  /** Milliseconds that a task takes; 4000 by default. */
  latencyMs?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Told of every request once it is answered or dropped. */
  onAnswer?: (entry: RequestEntry) => void;
}

/** A running gateway. */
export interface Gateway extends Controls {
  origins: Origins;
  close: () => Promise<void>;
}

/** Starts all providers, the hosts of their pictures and the control API. Rejects if a port is taken. */
export async function startGateway({
  port = 0,
  latencyMs = 4000,
  now = Date.now,
  onAnswer,
}: GatewayOptions = {}): Promise<Gateway> {
  let settings = initialSettings(latencyMs);
  const keys = new KeyRing();
  const faults = new FaultQueue();
  const log = new RequestLog(keys, now);
  const tasks = new TaskStore(now);
  const limits = new Limits(now, tasks);
  const links = new PictureLinks();
  const closing = new AbortController();
  const servers: Listening[] = [];
  const origins = {} as Origins;

  const serve = async (name: keyof Origins, handle: Handler): Promise<void> => {
    const server = await listen(port === 0 ? 0 : port + servers.length, handle);
    servers.push(server);
    origins[name] = server.origin;
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(servers.map((server) => server.close()));
  };

  const controls: Controls = {
    requests: () => log.entries(),
    clearRequests: () => {
      log.clear();
    },
    tasks: () => tasks.entries(),
    configure: (configuration) => {
      settings = configured(settings, configuration);
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

  const watched = watcher({
    log,
    faults,
    now,
    closing: closing.signal,
    elsewhere: (origin) => origins[origin === 'mirror' ? 'pictures' : 'mirror'],
    fileAt: async (address) => {
      const name = links.check(new URL(address), now());
      return name === null ? null : ((await tasks.picture(name)?.bytes) ?? null);
    },
    ...(onAnswer && { onAnswer }),
  });
  const service =
    (provider: Provider): Handler =>
    async (received) => {
      const answer = provider === 'volcengine' ? answerVolcengine : answerGateway;
      const linkTo = (name: string, expiresAt: number) =>
        links.sign(origins.pictures, name, expiresAt);
      const facts = { provider, keys, tasks, limits, settings, now, linkTo };
      const { headers, ...own } = await answer(received, facts);
      // The clock that checks signatures shows itself, so that a client can set its own by it.
      const date = httpDate(now() + settings.clockOffsetMs);
      return { ...own, headers: { date, ...headers } };
    };
  const pictures: Handler = (received) => answerPicture(received, { tasks, links, now });

  try {
    for (const provider of ['octopusx', 'deepwl', 'volcengine', 'custom'] as const) {
      await serve(provider, watched(provider, service(provider)));
    }
    for (const host of ['pictures', 'mirror'] as const) {
      await serve(host, watched(host, pictures));
    }
    await serve('control', (received) => answerControl(received, controls));
    return { ...controls, origins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

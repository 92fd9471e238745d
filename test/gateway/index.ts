/**
 * A simulation of the two gateways that the extension talks to, made from their published pages.
 * It was never compared with the real services. `README.md` beside this file tells which facts
 * come from those pages, which from elsewhere, and which we made up.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { answerGateway } from './api.ts';
import { queryAction, submitAction } from './contract.ts';
import { answerControl, type Controls } from './control.ts';
import type { Format, Operation, Origins, Provider, RequestEntry } from './controlApi.ts';
import { answerOf, FaultQueue } from './faults.ts';
import { listen, type Handler, type Listening, type Received } from './http.ts';
import { KeyRing } from './keys.ts';
import { PictureLinks } from './links.ts';
import { noteAnswer, RequestLog } from './log.ts';
import { answerPicture } from './pictureServer.ts';
import { TaskStore } from './tasks.ts';

/** How a gateway starts. */
export interface GatewayOptions {
  /** The first of four ports in a row; 0, the default, takes free ones. */
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

/** Starts both gateways, their pictures' host and the control API. Rejects if a port is taken. */
export async function startGateway({
  port = 0,
  latencyMs = 4000,
  now = Date.now,
  onAnswer,
}: GatewayOptions = {}): Promise<Gateway> {
  const initial: { latencyMs: number; format: Format } = { latencyMs, format: 'provider' };
  const settings = { ...initial };
  const keys = new KeyRing();
  const faults = new FaultQueue();
  const log = new RequestLog(keys, now);
  const tasks = new TaskStore(now);
  const links = new PictureLinks();
  const closing = new AbortController();
  const servers: Listening[] = [];

  const serve = async (offset: number, handle: Handler): Promise<string> => {
    const server = await listen(port === 0 ? 0 : port + offset, handle);
    servers.push(server);
    return server.origin;
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(servers.map((server) => server.close()));
  };

  /** Puts the log before and the faults around what a server does. */
  const watched =
    (origin: RequestEntry['origin'], handle: Handler): Handler =>
    async (received) => {
      const entry = log.open(origin, received);
      const fault = faults.take(operationOf(origin, received));
      entry.faulted = fault !== null;
      const answer = (fault && answerOf(fault)) ?? (await handle(received));
      if (fault?.delayMs) await wait(fault.delayMs, closing.signal);
      const sent = fault?.drop ? 'drop' : answer;
      if (sent !== 'drop') noteAnswer(entry, sent);
      onAnswer?.(entry);
      return sent;
    };

  const controls: Controls = {
    requests: () => log.entries(),
    clearRequests: () => {
      log.clear();
    },
    tasks: () => tasks.entries(),
    configure: (configuration) => {
      settings.latencyMs = configuration.latencyMs ?? settings.latencyMs;
      settings.format = configuration.format ?? settings.format;
      if (configuration.keys) keys.setExtra(configuration.keys);
      if (configuration.faults) faults.replace(configuration.faults);
    },
    reset: () => {
      Object.assign(settings, initial);
      keys.setExtra([]);
      faults.replace([]);
      log.clear();
      tasks.clear();
    },
  };

  try {
    const pictures = await serve(
      2,
      watched('pictures', (received) => answerPicture(received, { tasks, links, now })),
    );
    const gateway = (provider: Provider): Handler =>
      watched(provider, (received) =>
        answerGateway(received, {
          provider,
          keys,
          tasks,
          format: formatFor(provider, settings.format),
          latencyMs: settings.latencyMs,
          linkTo: (name, expiresAt) => links.sign(pictures, name, expiresAt),
        }),
      );
    const origins: Origins = {
      octopusx: await serve(0, gateway('octopusx')),
      deepwl: await serve(1, gateway('deepwl')),
      pictures,
      control: await serve(3, (received) => answerControl(received, controls)),
    };
    return { ...controls, origins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits, but no longer than the gateway lives. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

function formatFor(provider: Provider, format: Format): 'png' | 'jpeg' {
  if (format !== 'provider') return format;
  return provider === 'octopusx' ? 'png' : 'jpeg';
}

function operationOf(origin: RequestEntry['origin'], { url }: Received): Operation | null {
  if (origin === 'pictures') return 'picture';
  const action = url.searchParams.get('Action');
  if (action === submitAction) return 'submit';
  return action === queryAction ? 'query' : null;
}

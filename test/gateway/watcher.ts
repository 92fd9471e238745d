import { setTimeout as delay } from 'node:timers/promises';
import { queryAction, submitAction } from './contract.ts';
import type { Operation, RequestEntry } from './controlApi.ts';
import type { FaultQueue } from './faults.ts';
import type { Handler, Received } from './http.ts';
import { noteAnswer, type RequestLog } from './log.ts';
import { httpDate, type Circumstance } from './standIns.ts';
import { troubled, type Outcome } from './troubles.ts';

type Origin = RequestEntry['origin'];

/** What stands around every server but the control API. */
export interface Surroundings extends Pick<Circumstance, 'fileAt'> {
  log: RequestLog;
  faults: FaultQueue;
  now: () => number;
  /** Aborted when the gateway closes. */
  closing: AbortSignal;
  /** An origin for redirects from the given one. */
  elsewhere: (origin: Origin) => string;
  onAnswer?: (entry: RequestEntry) => void;
}

/** Puts the log before and the faults around what a server does. */
export function watcher(surroundings: Surroundings): (origin: Origin, handle: Handler) => Handler {
  const { log, faults, now, closing, elsewhere, fileAt, onAnswer } = surroundings;
  return (origin, handle) => async (received) => {
    const operation = operationOf(origin, received);
    const entry = log.open(origin, operation, received);
    const serve = async () => await handle(received);

    const fault = faults.take(operation);
    const circumstance = { received, now: now(), elsewhere: elsewhere(origin), fileAt };
    const { answer, effective }: Outcome = fault
      ? await troubled(fault, serve, circumstance)
      : { answer: await serve(), effective: false };
    if (fault && !effective) faults.giveBack(fault);
    if (fault && effective) {
      entry.faulted = !('kind' in fault && fault.kind === 'pass');
      if (fault.delayMs) await wait(fault.delayMs, closing);
    }

    noteAnswer(entry, answer);
    onAnswer?.(entry);
    return { ...answer, headers: { date: httpDate(now()), ...answer.headers } };
  };
}

/** Waits, but no longer than the gateway lives. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

function operationOf(origin: Origin, { url }: Received): Operation | null {
  if (origin === 'pictures' || origin === 'mirror') return 'picture';
  const action = url.searchParams.get('Action');
  if (action === submitAction) return 'submit';
  return action === queryAction ? 'query' : null;
}

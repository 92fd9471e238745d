import { setTimeout as delay } from 'node:timers/promises';
import { queryAction, submitAction } from './services/gatewayContract.ts';
import type { Operation, RequestEntry } from './control/controlApi.ts';
import { imagePath } from './images/imageUrlSigner.ts';
import type { FaultQueue } from './faults/faultQueue.ts';
import type { Handler, HttpRequest } from './http.ts';
import { recordResponse, type RequestLog } from './control/requestLog.ts';
import { toHttpDate, type FaultContext } from './faults/replacements.ts';
import { applyFault, type FaultResult } from './faults/applyFault.ts';

type Origin = RequestEntry['origin'];

/** What surrounds every server except the control API. */
export interface MiddlewareContext extends Pick<FaultContext, 'fileAt'> {
  log: RequestLog;
  faults: FaultQueue;
  now: () => number;
  /** Aborted when the gateway closes. */
  closeSignal: AbortSignal;
  /** Returns the target of redirects from the given origin. */
  redirectOriginFor: (origin: Origin) => string;
  onResponse?: (entry: RequestEntry) => void;
}

/** Wraps a handler with the request log and the faults. */
export function createMiddleware(
  context: MiddlewareContext,
): (origin: Origin, handle: Handler) => Handler {
  const { log, faults, now, closeSignal, redirectOriginFor, fileAt, onResponse } = context;
  return (origin, handle) => async (request) => {
    const operation = operationOf(origin, request);
    const entry = log.open(origin, operation, request);
    const serve = async () => await handle(request);

    const fault = faults.take(operation);
    const faultContext = { request, now: now(), redirectOrigin: redirectOriginFor(origin), fileAt };
    const { response, isApplied }: FaultResult = fault
      ? await applyFault(fault, serve, faultContext)
      : { response: await serve(), isApplied: false };
    if (fault && !isApplied) faults.putBack(fault);
    if (fault && isApplied) {
      entry.faulted = !('kind' in fault && fault.kind === 'pass');
      if (fault.delayMs) await wait(fault.delayMs, closeSignal);
    }

    recordResponse(entry, response);
    onResponse?.(entry);
    return { ...response, headers: { date: toHttpDate(now()), ...response.headers } };
  };
}

/** Waits, but not after the gateway has closed. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

function operationOf(origin: Origin, { url }: HttpRequest): Operation | null {
  const isImageHost = origin === 'images' || origin === 'mirror';
  if (isImageHost || url.pathname.startsWith(imagePath)) return 'image';
  const action = url.searchParams.get('Action');
  if (action === submitAction) return 'submit';
  return action === queryAction ? 'query' : null;
}

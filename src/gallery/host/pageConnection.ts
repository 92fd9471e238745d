import * as v from 'valibot';
import type { HostEvent } from '../protocol/events.ts';
import {
  paramSchemas,
  type Handlers,
  type HostMessage,
  type Method,
} from '../protocol/requests.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** What the connection works with. */
export interface PageConnectionContext {
  readonly handlers: Handlers;
  readonly send: (message: HostMessage) => unknown;
  /** Called when a call fails, also if it is malformed. */
  readonly onError: (error: unknown) => void;
  /** Explains to the user why a request failed, in a sentence. */
  readonly formatError: (error: unknown) => string;
}

/** A message from the page does not follow the protocol. */
export class MalformedCallError extends Error {}

const callSchema = v.object({
  id: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  method: v.pipe(v.string(), v.maxLength(64)),
  params: v.exactOptional(v.unknown()),
});

/**
 * The host's end of the connection to the page: parses each call, passes it to its handler, and sends the
 * response. The page's end is `page/ui/hostConnection.ts`.
 *
 * Both are our own instead of `vscode-messenger`, which adds 7.6 KB to the page and 14.9 KB to the host
 * (minified) and does not validate parameters.
 */
export class PageConnection {
  readonly #context: PageConnectionContext;
  #isDisposed = false;

  constructor(context: PageConnectionContext) {
    this.#context = context;
  }

  post(event: HostEvent): void {
    this.#send(event);
  }

  /** Called with each message from the page. */
  readonly receive = async (message: unknown): Promise<void> => {
    const { handlers, onError, formatError } = this.#context;
    const { id, method = '', params } = v.is(callSchema, message) ? message : {};
    try {
      const [handledMethod, parsedParams] = parseCall(method, params);
      // TypeScript does not relate the parameters of a method to its handler.
      const handler = handlers[handledMethod] as (params: unknown) => unknown;
      const result = await handler(parsedParams);
      if (id !== undefined) this.#send({ type: 'response', id, result });
    } catch (error) {
      // The page that waited for it is gone.
      if (this.#isDisposed) return;
      onError(error);
      if (id !== undefined) this.#send({ type: 'response', id, error: formatError(error) });
    }
  };

  /** Drops the responses to the requests in progress. */
  dispose(): void {
    this.#isDisposed = true;
  }

  #send(message: HostMessage): void {
    if (!this.#isDisposed) this.#context.send(message);
  }
}

/** @throws MalformedCallError */
function parseCall(name: string, params: unknown): [method: Method, params: unknown] {
  if (!isMethod(name)) throw new MalformedCallError(`The gallery called '${name}'.`);
  const parsed = safeParse(paramSchemas[name], params);
  if (parsed.success) return [name, parsed.output];
  // Not the issue's own message, which contains the value.
  const path = v.getDotPath(parsed.issues[0]) ?? 'parameters';
  throw new MalformedCallError(`The gallery called '${name}' with invalid ${path}.`);
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(paramSchemas, name);
}

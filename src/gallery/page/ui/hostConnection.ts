import type {
  Call,
  NotificationMethod,
  Params,
  RequestMethod,
  Response,
  Results,
} from '../../protocol/requests.ts';

/** The part of VS Code's webview API that sends messages. */
interface MessagePoster {
  postMessage(message: unknown): void;
}

/** Why a request failed, and how to retry it. */
export interface FailedRequest {
  /** A sentence from the host. */
  readonly reason: string;
  readonly retry: () => void;
}

interface PendingRequest {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The host could not do what the page requested. The message is a sentence for the user. */
class RequestError extends Error {}

/** Calls the host. The host's end is `host/pageConnection.ts`. */
export class HostConnection {
  readonly #poster: MessagePoster;
  readonly #onFailureChange: () => void;
  readonly #pending = new Map<string, PendingRequest>();
  /** The last attempt of each operation. */
  readonly #attempts = new Map<string, symbol>();
  readonly #failures = new Map<string, FailedRequest>();

  /** @param onFailureChange called when `failure` changes */
  constructor(poster: MessagePoster, onFailureChange: () => void) {
    this.#poster = poster;
    this.#onFailureChange = onFailureChange;
  }

  /** The last operation that failed, until it is attempted again. */
  get failure(): FailedRequest | undefined {
    return [...this.#failures.values()].at(-1);
  }

  /** Calls a method of the host without waiting for it. */
  notify<M extends NotificationMethod>(method: M, params: Params<M>): void {
    this.#poster.postMessage({ method, params } satisfies Call<M>);
  }

  /**
   * Calls a method of the host.
   * @throws RequestError
   */
  request<M extends RequestMethod>(method: M, params: Params<M>): Promise<Results[M]> {
    // Unique across pages: VS Code may deliver a response to the page that has replaced this one.
    const id = crypto.randomUUID();
    this.#poster.postMessage({ id, method, params } satisfies Call<M>);
    return new Promise((resolve, reject) => {
      // TypeScript does not know which method an id belongs to.
      this.#pending.set(id, { resolve: resolve as PendingRequest['resolve'], reject });
    });
  }

  /**
   * Runs an operation that makes requests. If one of them fails, the user sees why and can retry it.
   * @param name a later attempt of the same name replaces this one
   */
  attempt(name: string, operation: () => Promise<void>): void {
    const attempt = Symbol(name);
    this.clearFailure(name);
    this.#attempts.set(name, attempt);
    operation().catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
      if (this.#attempts.get(name) !== attempt) return;
      const retry = () => {
        this.attempt(name, operation);
      };
      this.#failures.set(name, { reason: error.message, retry });
      this.#onFailureChange();
    });
  }

  /** Forgets that an operation failed, as its result has arrived in another way. */
  clearFailure(name: string): void {
    this.#attempts.delete(name);
    if (this.#failures.delete(name)) this.#onFailureChange();
  }

  /** Called with each response from the host. Responses to other pages are ignored. */
  receive(response: Response): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if ('error' in response) pending?.reject(new RequestError(response.error));
    else pending?.resolve(response.result);
  }
}

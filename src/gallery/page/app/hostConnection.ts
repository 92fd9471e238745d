import type { FromPageMessage, RequestType, ToPageMessage } from '../../protocol/messages.ts';

type RequestFailure = Pick<Extract<ToPageMessage, { type: 'failed' }>, 'question' | 'reason'>;

/** Sends what the page says to the host, and knows what it last asked and got no answer to. */
export class HostConnection {
  readonly #send: (message: FromPageMessage) => void;
  readonly #asked = new Map<FromPageMessage['type'], FromPageMessage>();
  #failed: RequestFailure | undefined;

  constructor(send: (message: FromPageMessage) => void) {
    this.#send = send;
  }

  /** The last one that the host could not answer, until it is asked again. */
  get failed(): RequestFailure | undefined {
    return this.#failed;
  }

  readonly post = (message: FromPageMessage): void => {
    this.#asked.set(message.type, message);
    this.#forget(message.type);
    this.#send(message);
  };

  /** Told of every message from the host. */
  receive(message: ToPageMessage): void {
    if (message.type === 'failed') this.#failed = message;
    // The answer to `show` is what it shows.
    else if (message.type === 'listing' || message.type === 'items') this.#forget('getItems');
    else this.#forget(message.type);
  }

  /** Asks again what could not be answered. */
  retry(): void {
    const asked = this.#failed && this.#asked.get(this.#failed.question);
    if (asked) this.post(asked);
  }

  #forget(question: RequestType | FromPageMessage['type'] | ToPageMessage['type']): void {
    if (this.#failed?.question === question) this.#failed = undefined;
  }
}

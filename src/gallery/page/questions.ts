import type { FromPage, Question, ToPage } from '../protocol.ts';

type Failed = Pick<Extract<ToPage, { type: 'failed' }>, 'question' | 'reason'>;

/** Sends what the page says to the host, and knows what it last asked and got no answer to. */
export class Questions {
  readonly #send: (message: FromPage) => void;
  readonly #asked = new Map<FromPage['type'], FromPage>();
  #failed: Failed | undefined;

  constructor(send: (message: FromPage) => void) {
    this.#send = send;
  }

  /** The last one that the host could not answer, until it is asked again. */
  get failed(): Failed | undefined {
    return this.#failed;
  }

  readonly post = (message: FromPage): void => {
    this.#asked.set(message.type, message);
    this.#forget(message.type);
    this.#send(message);
  };

  /** Told of every message from the host. */
  receive(message: ToPage): void {
    if (message.type === 'failed') this.#failed = message;
    // The answer to `show` is what it shows.
    else if (message.type === 'listing' || message.type === 'items') this.#forget('show');
    else this.#forget(message.type);
  }

  /** Asks again what could not be answered. */
  retry(): void {
    const asked = this.#failed && this.#asked.get(this.#failed.question);
    if (asked) this.post(asked);
  }

  #forget(question: Question | FromPage['type'] | ToPage['type']): void {
    if (this.#failed?.question === question) this.#failed = undefined;
  }
}

import * as v from 'valibot';

/** Where VS Code keeps what a page remembers of itself. */
interface State {
  getState(): unknown;
  setState(state: unknown): void;
}

const fields = v.fallback(v.record(v.string(), v.unknown()), {});

/** What the page remembers while it is hidden and over a reload, which its parts share by field. */
export class Memory {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** By field; whoever takes one parses it. */
  get fields(): Readonly<Record<string, unknown>> {
    return v.parse(fields, this.#state.getState());
  }

  /** Puts these in place of those of the same name. */
  keep(changed: Readonly<Record<string, unknown>>): void {
    this.#state.setState({ ...this.fields, ...changed });
  }
}

import * as v from 'valibot';

/** Where VS Code keeps what a page remembers of itself. */
interface StateApi {
  getState(): unknown;
  setState(state: unknown): void;
}

const fieldsSchema = v.fallback(v.record(v.string(), v.unknown()), {});

/** What the page remembers while it is hidden and over a reload, which its parts share by field. */
export class WebviewState {
  readonly #api: StateApi;

  constructor(api: StateApi) {
    this.#api = api;
  }

  /** By field; whoever takes one parses it. */
  get fields(): Readonly<Record<string, unknown>> {
    return v.parse(fieldsSchema, this.#api.getState());
  }

  /** Puts these in place of those of the same name. */
  update(changed: Readonly<Record<string, unknown>>): void {
    this.#api.setState({ ...this.fields, ...changed });
  }
}

/** The part of VS Code's webview API that keeps the state of a page. */
interface StateApi {
  getState(): unknown;
  setState(state: unknown): void;
}

/** The state that the page keeps while it is hidden and over a reload. Each component has its own fields. */
export class WebviewState {
  readonly #api: StateApi;

  constructor(api: StateApi) {
    this.#api = api;
  }

  /** The fields as they were saved. Callers validate their own. */
  get fields(): Readonly<Record<string, unknown>> {
    const state = this.#api.getState();
    return typeof state === 'object' ? { ...state } : {};
  }

  /** Sets these fields and keeps the others. */
  update(changed: Readonly<Record<string, unknown>>): void {
    this.#api.setState({ ...this.fields, ...changed });
  }
}

import type { DetailsView } from '../../protocol/views.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

/** Where the details are shown. Each place remembers whether they are open. */
export type DetailsPlace = 'grid' | 'viewer';

/** What the details are loaded with. */
export interface DetailsStateContext {
  readonly connection: Pick<HostConnection, 'attempt' | 'request'>;
  /** Where the user is. */
  readonly getPlace: () => DetailsPlace;
  /** Called when the details are to be drawn again, which calls `refresh` before. */
  readonly onChange: () => void;
}

/** Whether the details are open, and those of the generation that the user is at. */
export class DetailsState {
  readonly #context: DetailsStateContext;
  readonly #openIn = new Set<DetailsPlace>();
  /** The id of the generation that the user is at. */
  #id: string | undefined;
  /** The id of the generation whose details were last requested. */
  #requestedId: string | undefined;
  /** While they are open, the previous details are kept until the next are loaded. */
  #details: DetailsView | undefined;

  constructor(context: DetailsStateContext) {
    this.#context = context;
  }

  get isOpen(): boolean {
    return this.#openIn.has(this.#context.getPlace());
  }

  /** What is shown; `undefined` if there is nothing to show. */
  get details(): DetailsView | undefined {
    return this.#details;
  }

  /** Whether the details of another generation are about to be shown. */
  get isLoading(): boolean {
    return this.#details?.generation.id !== this.#id;
  }

  /** Shows a generation if the details are open, now or later. */
  follow(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    if (this.isOpen) this.#context.onChange();
  }

  /** Opens the details of a generation, or closes the details. */
  toggle(id: string): void {
    if (this.isOpen) this.close();
    else this.show(id);
  }

  /** Opens the details of a generation. */
  show(id: string): void {
    this.#openIn.add(this.#context.getPlace());
    this.#id = id;
    if (this.isLoading) this.#details = undefined;
    this.#context.onChange();
  }

  close(): void {
    this.#openIn.delete(this.#context.getPlace());
    this.#context.onChange();
  }

  /** Called when a generation has changed. */
  update({ id }: { readonly id: string }): void {
    if (id === this.#id) this.reload();
  }

  /** Loads the details again, as the generation may have been deleted. */
  reload(): void {
    this.#requestedId = undefined;
    this.#context.onChange();
  }

  /** Requests what is to be shown. */
  refresh(): void {
    if (!this.isOpen || this.#id === undefined || this.#id === this.#requestedId) return;
    this.#requestedId = this.#id;
    this.#load(this.#id);
  }

  #load(id: string): void {
    const { connection, onChange } = this.#context;
    connection.attempt('details', async () => {
      const details = await connection.request('getDetails', { id });
      if (id !== this.#id) return;
      this.#details = details ?? undefined;
      if (!details) this.#id = undefined;
      onChange();
    });
  }
}

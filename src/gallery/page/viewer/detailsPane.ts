import { nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { handleKey } from '../ui/keyEvents.ts';
import { DetailsState, type DetailsStateContext } from './detailsState.ts';
import { detailsTemplate } from './detailsTemplate.ts';

/** What the details pane works with. */
export interface DetailsPaneContext extends DetailsStateContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  /** Called when the user has closed the pane with its own button or key. */
  readonly onClose: () => void;
}

/** Everything that is known about the generation that the user is at. */
export class DetailsPane extends DetailsState {
  readonly #context: DetailsPaneContext;
  /** Whether the user has opened the rest of the rows, also of the next generation. */
  #isMoreOpen = false;

  constructor(context: DetailsPaneContext) {
    super(context);
    this.#context = context;
  }

  template(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { strings, connection } = this.#context;
    return detailsTemplate(this.details, {
      strings,
      connection,
      isLoading: this.isLoading,
      isMoreOpen: this.#isMoreOpen,
      onToggleMore: (isOpen) => {
        this.#isMoreOpen = isOpen;
      },
      close: (event) => {
        this.#closeByUser(event);
      },
      onKeydown: (event) => {
        handleKey('details', event, {
          close: () => {
            this.#closeByUser(event);
          },
        });
      },
    });
  }

  #closeByUser(event: Event): void {
    // Do not let the viewer around it close as well.
    event.stopPropagation();
    this.close();
    this.#context.onClose();
  }
}

import { render } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { Attention, FailureGroup, Remedy } from '../../protocol/views.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';
import { moveSettleMs } from '../grid/recentMoves.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { performKeyAction } from '../ui/actionKeys.ts';
import { consumeEvent, handleKey } from '../ui/keyEvents.ts';
import { findCommand } from '../ui/keymap.ts';
import { AttentionState } from './attentionState.ts';
import { attentionTemplate } from './attentionTemplate.ts';

/** What the section works with. */
export interface AttentionSectionContext {
  readonly element: HTMLElement;
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  /** Shows all failed generations in the grid. */
  readonly showAll: () => void;
  /** Called when the page is to be drawn again. */
  readonly onChange: () => void;
}

/** The section above the grid with the failed generations, where the user can do something about them. */
export class AttentionSection {
  readonly #context: AttentionSectionContext;
  readonly #state = new AttentionState(() => window.innerHeight);
  /** Selects what gets the focus when it is drawn. */
  #pendingFocus: string | undefined;

  constructor(context: AttentionSectionContext) {
    this.#context = context;
    const { element, onChange } = context;
    element.addEventListener('focusin', ({ target }) => {
      const key = findKey(target);
      if (key === undefined || key === this.#state.activeKey) return;
      this.#state.activeKey = key;
      onChange();
    });
    element.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) consumeEvent(event);
    });
  }

  /** Replaces the failures. */
  receive(attention: Attention): void {
    const { element, onChange } = this.#context;
    if (!this.#state.receive(attention, element.contains(document.activeElement))) return;
    // Rows that have moved react to the pointer again a moment later.
    setTimeout(onChange, moveSettleMs);
  }

  draw(): void {
    const { element } = this.#context;
    const { attention } = this.#state;
    const hadFocus = element.contains(document.activeElement);
    const focusedKey = findKey(document.activeElement);
    const rows = [...element.querySelectorAll<HTMLElement>('[data-key]')];
    const index = rows.findIndex(({ dataset }) => dataset['key'] === focusedKey);
    this.#render();
    if (this.#pendingFocus !== undefined)
      element.querySelector<HTMLElement>(this.#pendingFocus)?.focus();
    this.#pendingFocus = undefined;
    if (!hadFocus || element.contains(document.activeElement)) return;
    // What had the focus is gone: the row that has taken its place gets it.
    const key = attention.groups[Math.min(index, attention.groups.length - 1)]?.key;
    this.#focus(key === undefined ? '.attention-heading' : selectTitle(key));
  }

  #render(): void {
    const { element, strings, connection, showAll } = this.#context;
    const content = attentionTemplate({
      strings,
      state: this.#state,
      showAll,
      toggle: () => {
        this.#state.toggle();
        this.#context.onChange();
      },
      toggleGroup: ({ key }) => {
        this.#expand(key);
      },
      apply: (remedy, group) => {
        this.#apply(remedy, group);
      },
      editPrompt: (id) => {
        connection.notify('applyRemedy', { name: 'editPrompt', ids: [id] });
      },
      dismissGroup: (group) => {
        this.#dismissGroup(group);
      },
      dismiss: (id) => {
        this.#dismiss([id]);
      },
    });
    render(content, element);
  }

  #apply({ name }: Remedy, { key, ids }: FailureGroup): void {
    if (this.#state.hasChanged(key)) return;
    if (name === 'editPrompt' && ids.length > 1) {
      // One of them is chosen below.
      this.#pendingFocus = `${selectRow(key)} .attention-edit`;
      this.#expand(key, true);
    } else this.#context.connection.notify('applyRemedy', { name, ids: [...ids] });
  }

  #dismissGroup({ key, ids }: FailureGroup): void {
    if (!this.#state.hasChanged(key)) this.#dismiss(ids);
  }

  #dismiss(ids: readonly string[]): void {
    const targets = ids.map((id) => ({ id }));
    this.#context.connection.notify('performAction', { action: 'delete', targets });
  }

  #expand(key: string, isExpanded?: boolean): void {
    this.#state.expand(key, isExpanded);
    this.#context.onChange();
  }

  #handleKey(event: KeyboardEvent): boolean {
    const key = findKey(event.target);
    const group = this.#state.attention.groups.find((each) => each.key === key);
    if (key === undefined || !group) return this.#handleHeadingKey(event);
    const goTo = (neighbor: string | undefined) => {
      this.#focus(neighbor === undefined ? '.attention-heading' : selectTitle(neighbor));
    };
    const isUsed = handleKey('attention', event, {
      next: () => {
        goTo(this.#state.getNeighbor(key, 1) ?? key);
      },
      previous: () => {
        goTo(this.#state.getNeighbor(key, -1));
      },
      expand: () => {
        this.#expand(key, true);
      },
      collapse: () => {
        this.#focus(selectTitle(key));
        this.#expand(key, false);
      },
      dismiss: () => {
        if (!event.repeat) this.#dismissGroup(group);
      },
    });
    return isUsed || this.#performMenuAction(event, group);
  }

  /** Performs the action of a key that the context menu of a row shows. */
  #performMenuAction(event: KeyboardEvent, group: FailureGroup): boolean {
    const action = findMenuAction(event, group);
    const [id, ...others] = group.ids;
    // A row of several failures has no menu.
    if (!action || id === undefined || others.length > 0) return false;
    if (!event.repeat && !this.#state.hasChanged(group.key)) {
      performKeyAction(action, () => {
        this.#context.connection.notify('performAction', { action, targets: [{ id }] });
      });
    }
    return true;
  }

  /** Keys on the heading: down goes to the first row. */
  #handleHeadingKey(event: KeyboardEvent): boolean {
    const { attention, isOpen } = this.#state;
    const [first] = attention.groups;
    return handleKey('attention', event, {
      next: () => {
        if (!isOpen || !first) return false;
        this.#focus(selectTitle(first.key));
        return true;
      },
      previous: () => false,
      expand: () => this.#setOpen(true),
      collapse: () => this.#setOpen(false),
      // Not the action on what is selected in the grid.
      dismiss: () => true,
    });
  }

  #setOpen(isOpen: boolean): boolean {
    if (isOpen === this.#state.isOpen) return false;
    this.#state.setOpen(isOpen);
    this.#context.onChange();
    return true;
  }

  #focus(selector: string): void {
    this.#context.element.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** The action of a key on a generation without images, if the menu of its row offers it. */
function findMenuAction(
  event: KeyboardEvent,
  { canRetry, isRepeatable }: FailureGroup,
): ActionName | undefined {
  if (findCommand('grid', event) === 'toggleDetails') return 'showDetails';
  const command = findCommand('image', event);
  if (command === 'copyPrompt') return command;
  if (command === 'toggleFavorite') return 'favorite';
  if (command === 'retry') return canRetry ? command : undefined;
  if (command !== 'editPrompt' && command !== 'generateAgain') return undefined;
  return isRepeatable ? command : undefined;
}

function selectRow(key: string): string {
  return `[data-key="${CSS.escape(key)}"]`;
}

function selectTitle(key: string): string {
  return `${selectRow(key)} .attention-title`;
}

/** The key of the row that an element is in. */
function findKey(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-key]')?.dataset['key'];
}

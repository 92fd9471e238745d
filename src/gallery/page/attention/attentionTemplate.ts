import { html, nothing, type TemplateResult } from 'lit/html.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { FailureGroup, Remedy } from '../../protocol/views.ts';
import { createFailureMenuData } from '../grid/contextMenuData.ts';
import { format, formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { AttentionState } from './attentionState.ts';

/** The state and callbacks of the section. */
export interface AttentionTemplateContext {
  readonly strings: PageStrings;
  readonly state: AttentionState;
  readonly toggle: () => void;
  readonly toggleGroup: (group: FailureGroup) => void;
  readonly apply: (remedy: Remedy, group: FailureGroup) => void;
  /** Edits the prompt of one of a group. */
  readonly editPrompt: (id: string) => void;
  readonly dismissGroup: (group: FailureGroup) => void;
  /** Dismisses one of a group. */
  readonly dismiss: (id: string) => void;
  /** Shows all failed generations in the grid. */
  readonly showAll: () => void;
}

const listId = 'attention-list';

/** The failures above the grid: a heading, and a row for each cause. */
export function attentionTemplate(
  context: AttentionTemplateContext,
): TemplateResult | typeof nothing {
  const { strings, state, toggle } = context;
  const { count, groups } = state.attention;
  if (count === 0) return nothing;
  const { isOpen } = state;
  const title = format(strings.needsAttention, count);
  return html`<div class="attention" role="region" aria-label=${title}>
    <h2>
      <button
        class="quiet attention-heading"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? listId : nothing}
        @click=${toggle}
      >
        ${icon(isOpen ? 'chevron-down' : 'chevron-right')} ${title}
      </button>
    </h2>
    ${isOpen ? listTemplate(groups, context) : nothing}
  </div>`;
}

function listTemplate(
  groups: readonly FailureGroup[],
  context: AttentionTemplateContext,
): TemplateResult {
  const { strings, state, showAll } = context;
  const shownCount = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  return html`<ul id=${listId} role="list" aria-label=${strings.failures}>
    ${repeat(
      groups,
      ({ key }) => key,
      (group) => rowTemplate(group, context),
    )}
    ${
      shownCount < state.attention.count
        ? html`<li><button class="link" @click=${showAll}>${strings.showAllFailures}</button></li>`
        : nothing
    }
  </ul>`;
}

function rowTemplate(group: FailureGroup, context: AttentionTemplateContext): TemplateResult {
  const { strings, state, toggleGroup, apply, dismissGroup } = context;
  const { key, cause, reason, ids, remedies } = group;
  const [primary] = remedies;
  const isExpanded = state.isExpanded(key);
  const tabIndex = key === state.activeKey ? 0 : -1;
  const title = getTitle(group, strings);
  return html`<li
    data-key=${key}
    class=${classMap({ moved: state.hasMoved(key) })}
    data-vscode-context=${getMenuData(group)}
  >
    <div class="attention-row">
      <button
        class="quiet attention-title"
        tabindex=${tabIndex}
        aria-expanded=${isExpanded}
        aria-label=${`${title} · ${cause}`}
        title=${`${title}\n${reason}`}
        @click=${() => {
          toggleGroup(group);
        }}
      >
        ${icon('error')}
        <span class=${classMap({ 'attention-prompt': true, single: ids.length === 1 })}
          >${title}</span
        >
        <span class="attention-cause">${cause}</span>
      </button>
      ${
        primary
          ? html`<button
              class="attention-remedy"
              tabindex=${tabIndex}
              @click=${() => {
                apply(primary, group);
              }}
            >
              ${primary.label}
            </button>`
          : nothing
      }
      ${dismissTemplate(title, tabIndex, strings, () => {
        dismissGroup(group);
      })}
    </div>
    ${isExpanded ? rowDetailsTemplate(group, tabIndex, context) : nothing}
  </li>`;
}

/** Why it failed, what else can be done, and the prompts if there are several. */
function rowDetailsTemplate(
  group: FailureGroup,
  tabIndex: number,
  context: AttentionTemplateContext,
): TemplateResult {
  const { strings, apply, showAll } = context;
  const { reason, ids, newest, remedies } = group;
  const others = remedies.slice(1);
  return html`<div class="attention-details" tabindex="-1">
    ${ids.length === 1 ? html`<p class="attention-reason">${getTitle(group, strings)}</p>` : nothing}
    <p class="attention-reason">${reason}</p>
    ${
      others.length > 0
        ? html`<div class="attention-remedies">
            ${others.map(
              (remedy) =>
                html`<button
                  tabindex=${tabIndex}
                  @click=${() => {
                    apply(remedy, group);
                  }}
                >
                  ${remedy.label}
                </button>`,
            )}
          </div>`
        : nothing
    }
    ${
      ids.length > 1
        ? html`<ul role="list" aria-label=${getTitle(group, strings)}>
            ${repeat(
              newest,
              ({ id }) => id,
              (failure) => promptTemplate(failure, group, tabIndex, context),
            )}
          </ul>`
        : nothing
    }
    ${
      newest.length < ids.length
        ? html`<button class="link" tabindex=${tabIndex} @click=${showAll}>
            ${strings.showAllFailures}
          </button>`
        : nothing
    }
  </div>`;
}

/** One of several that failed for the same cause. */
function promptTemplate(
  { id, prompt }: FailureGroup['newest'][number],
  group: FailureGroup,
  tabIndex: number,
  { strings, editPrompt, dismiss }: AttentionTemplateContext,
): TemplateResult {
  const canEdit = group.remedies.some(({ name }) => name === 'editPrompt');
  return html`<li class="attention-row" data-vscode-context=${createFailureMenuData(id, group)}>
    <span class="attention-prompt" title=${prompt}>${prompt}</span>
    ${
      canEdit
        ? html`<button
            class="attention-edit"
            tabindex=${tabIndex}
            aria-label=${`${strings.editPrompt}: ${prompt}`}
            @click=${() => {
              editPrompt(id);
            }}
          >
            ${strings.editPrompt}
          </button>`
        : nothing
    }
    ${dismissTemplate(prompt, tabIndex, strings, () => {
      dismiss(id);
    })}
  </li>`;
}

function dismissTemplate(
  title: string,
  tabIndex: number,
  { commands }: PageStrings,
  onClick: () => void,
): TemplateResult {
  return html`<button
    class="icon-button quiet"
    tabindex=${tabIndex}
    aria-label=${`${commands.delete}: ${title}`}
    aria-keyshortcuts=${ariaKeys('attention', 'dismiss')}
    title=${commands.delete}
    @click=${onClick}
  >
    ${icon('close')}
  </button>`;
}

/** The prompt, or how many there are. */
function getTitle({ ids, newest: [newest] }: FailureGroup, { promptCount }: PageStrings): string {
  return ids.length === 1 && newest ? newest.prompt : formatPlural(ids.length, promptCount);
}

/** The context menu of a row is that of its only generation. */
function getMenuData(group: FailureGroup): string | typeof nothing {
  const [id, ...others] = group.ids;
  return id === undefined || others.length > 0 ? nothing : createFailureMenuData(id, group);
}

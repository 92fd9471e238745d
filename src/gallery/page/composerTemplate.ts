import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  longestPrompt,
  type Choices,
  type ComposerStrings,
  type Draft,
  type Parameters,
} from '../composerProtocol.ts';
import { optionsTemplate } from './composerOptions.ts';
import { chipsTemplate, referenceTemplate } from './composerReferences.ts';
import { lengthOf } from './composerText.ts';
import { fill, fillPlural } from './fill.ts';

export interface ComposerView {
  readonly strings: ComposerStrings;
  readonly draft: Draft;
  /** Not there until the host has told them, and the draft it keeps; until then nothing is typed. */
  readonly choices: Choices | undefined;
  readonly faults: readonly string[];
  readonly expectation: string;
  readonly noKey: string;
  readonly isBusy: boolean;
  readonly isOpen: boolean;
  readonly type: (text: string) => void;
  /** A key pressed in the prompt. */
  readonly walk: (event: KeyboardEvent) => void;
  readonly choose: (chosen: Parameters) => void;
  /** Without a text, what stands in the field for them. */
  readonly addReferences: (text?: string) => void;
  readonly removeReference: (place: number) => void;
  readonly begin: () => void;
  readonly setApiKey: () => void;
}

const isMac = navigator.platform.startsWith('Mac');

/** The composer: the prompt, and once it is used, all else. */
export function composerTemplate(view: ComposerView): TemplateResult {
  const { strings, draft, choices, isOpen, type, walk } = view;
  return html`<div class="composer-body">
      <textarea
        rows="1"
        maxlength=${longestPrompt}
        placeholder=${strings.describe}
        aria-label=${strings.prompt}
        aria-describedby=${isOpen ? 'composer-length' : nothing}
        .value=${live(draft.prompt)}
        ?readonly=${choices === undefined}
        @input=${(event: Event) => {
          type((event.target as HTMLTextAreaElement).value);
        }}
        @keydown=${walk}
      ></textarea>
      ${
        isOpen && choices
          ? html`${optionsTemplate(view, choices)} ${chipsTemplate(view)} ${faultsTemplate(view)}`
          : nothing
      }
    </div>
    ${isOpen && choices ? endTemplate(view, choices) : nothing}`;
}

/** Why it cannot be generated as it stands. */
function faultsTemplate({ strings, draft, faults, noKey, setApiKey }: ComposerView) {
  const isMissing = lengthOf(draft.prompt) === 0;
  return html`<p
      id="composer-faults"
      role="status"
      class=${faults.length === 0 ? 'visually-hidden' : 'fault'}
    >
      ${faults.length === 0 && isMissing ? strings.missing : faults.join(' ')}
    </p>
    ${
      noKey === ''
        ? nothing
        : html`<p class="no-key">
            ${noKey} <button class="link" @click=${setApiKey}>${strings.setApiKey}</button>
          </p>`
    }`;
}

/** What goes to the service, and the button that sends it. */
function endTemplate(
  view: ComposerView,
  { models, defaults, recommendedLength }: Choices,
): TemplateResult {
  const { strings, draft, faults, expectation, isBusy, begin } = view;
  const model = models.find(({ name }) => name === (draft.parameters.model ?? defaults.model));
  const length = lengthOf(draft.prompt);
  const isMissing = length === 0;
  const isReady = !isMissing && !isBusy && faults.length === 0;
  return html`<div class="composer-end">
    ${(model?.takesReferences ?? true) ? referenceTemplate(view) : nothing}
    <p id="composer-length" class=${length > recommendedLength ? 'count warned' : 'count'}>
      ${lengthText(length, recommendedLength, strings)}
    </p>
    <p class="expectation">${expectation}</p>
    <button
      class="primary generate"
      aria-disabled=${isReady ? 'false' : 'true'}
      aria-describedby="composer-faults"
      aria-keyshortcuts="Control+Enter Meta+Enter"
      title=${isMac ? '⌘Enter' : 'Ctrl+Enter'}
      @click=${begin}
    >
      ${strings.generate}
    </button>
  </div>`;
}

function lengthText(length: number, recommended: number, strings: ComposerStrings): string {
  const characters = fillPlural(length, strings.characters);
  return length > recommended ? fill(strings.tooLong, characters, recommended) : characters;
}

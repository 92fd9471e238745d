import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  maxPromptLength,
  type Choices,
  type ComposerStrings,
  type Draft,
  type ComposerParameters,
} from '../../protocol/composer.ts';
import { optionsTemplate } from './composerOptions.ts';
import { referenceChipsTemplate, referenceInputTemplate } from './composerReferences.ts';
import { countCharacters } from './composerText.ts';
import { format, formatPlural } from '../ui/format.ts';

export interface ComposerProps {
  readonly strings: ComposerStrings;
  readonly draft: Draft;
  /** Not there until the host has told them, and the draft it keeps; until then nothing is typed. */
  readonly choices: Choices | undefined;
  readonly faults: readonly string[];
  readonly estimate: string;
  readonly missingKeyMessage: string;
  readonly isBusy: boolean;
  readonly isOpen: boolean;
  readonly setPrompt: (text: string) => void;
  /** A key pressed in the prompt. */
  readonly browseHistory: (event: KeyboardEvent) => void;
  readonly setParameters: (changed: ComposerParameters) => void;
  /** Without a text, what stands in the field for them. */
  readonly addReferences: (text?: string) => void;
  readonly removeReference: (index: number) => void;
  readonly generate: () => void;
  readonly setApiKey: () => void;
}

const isMac = navigator.platform.startsWith('Mac');

/** The composer: the prompt, and once it is used, all else. */
export function composerTemplate(props: ComposerProps): TemplateResult {
  const { strings, draft, choices, isOpen, setPrompt, browseHistory } = props;
  return html`<div class="composer-body">
      <textarea
        rows="1"
        maxlength=${maxPromptLength}
        placeholder=${strings.promptPlaceholder}
        aria-label=${strings.prompt}
        aria-describedby=${isOpen ? 'composer-length' : nothing}
        .value=${live(draft.prompt)}
        ?readonly=${choices === undefined}
        @input=${(event: Event) => {
          setPrompt((event.target as HTMLTextAreaElement).value);
        }}
        @keydown=${browseHistory}
      ></textarea>
      ${
        isOpen && choices
          ? html`${optionsTemplate(props, choices)} ${referenceChipsTemplate(props)}
            ${faultsTemplate(props)}`
          : nothing
      }
    </div>
    ${isOpen && choices ? footerTemplate(props, choices) : nothing}`;
}

/** Why it cannot be generated as it stands. */
function faultsTemplate({ strings, draft, faults, missingKeyMessage, setApiKey }: ComposerProps) {
  const isPromptEmpty = countCharacters(draft.prompt) === 0;
  return html`<p
      id="composer-faults"
      role="status"
      class=${faults.length === 0 ? 'visually-hidden' : 'composer-error'}
    >
      ${faults.length === 0 && isPromptEmpty ? strings.promptMissing : faults.join(' ')}
    </p>
    ${
      missingKeyMessage === ''
        ? nothing
        : html`<p class="no-key">
            ${missingKeyMessage}
            <button class="link" @click=${setApiKey}>${strings.setApiKey}</button>
          </p>`
    }`;
}

/** What goes to the service, and the button that sends it. */
function footerTemplate(
  props: ComposerProps,
  { models, defaults, recommendedLength }: Choices,
): TemplateResult {
  const { strings, draft, faults, estimate, isBusy, generate } = props;
  const model = models.find(({ name }) => name === (draft.parameters.model ?? defaults.model));
  const length = countCharacters(draft.prompt);
  const isPromptEmpty = length === 0;
  const isReady = !isPromptEmpty && !isBusy && faults.length === 0;
  return html`<div class="composer-footer">
    ${(model?.supportsReferences ?? true) ? referenceInputTemplate(props) : nothing}
    <p id="composer-length" class=${length > recommendedLength ? 'count too-long' : 'count'}>
      ${formatLength(length, recommendedLength, strings)}
    </p>
    <p class="estimate">${estimate}</p>
    <button
      class="primary generate"
      aria-disabled=${isReady ? 'false' : 'true'}
      aria-describedby="composer-faults"
      aria-keyshortcuts="Control+Enter Meta+Enter"
      title=${isMac ? '⌘Enter' : 'Ctrl+Enter'}
      @click=${generate}
    >
      ${strings.generate}
    </button>
  </div>`;
}

function formatLength(length: number, recommended: number, strings: ComposerStrings): string {
  const characters = formatPlural(length, strings.characters);
  return length > recommended ? format(strings.tooLong, characters, recommended) : characters;
}

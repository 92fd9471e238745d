import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Choices } from '../../protocol/composer.ts';
import type { ComposerStrings } from '../../protocol/strings.ts';
import { maxPromptLength } from '../../protocol/vocabulary.ts';
import { format, formatPlural } from '../ui/format.ts';
import { ariaKeys, platformKey } from '../ui/keymap.ts';
import { optionsTemplate } from './composerOptions.ts';
import type { ComposerProps } from './composerProps.ts';
import { referenceChipsTemplate, referenceInputTemplate } from './composerReferences.ts';
import { countCharacters } from './composerText.ts';

/** The composer: only the prompt until it is used. */
export function composerTemplate(props: ComposerProps): TemplateResult {
  const { strings, draft, choices, isOpen, setPrompt, onPromptKey } = props;
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
        @keydown=${onPromptKey}
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

/** Why the draft cannot be generated. */
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
      missingKeyMessage === undefined
        ? nothing
        : html`<p class="no-key">
            ${missingKeyMessage}
            <button class="link" @click=${setApiKey}>${strings.setApiKey}</button>
          </p>`
    }`;
}

/** References, length, estimate, and the Generate button. */
function footerTemplate(
  props: ComposerProps,
  { models, defaults, recommendedLength, maxSetImages }: Choices,
): TemplateResult {
  const { strings, draft, faults, estimate, isBusy, generate } = props;
  const parameters = { ...defaults, ...draft.parameters };
  const model = models.find(({ name }) => name === parameters.model);
  const isSet = !parameters.forceSingle && (model?.supportsSets ?? true);
  const length = countCharacters(draft.prompt);
  const isPromptEmpty = length === 0;
  const isReady = !isPromptEmpty && !isBusy && faults.length === 0;
  return html`<div class="composer-footer">
    ${(model?.supportsReferences ?? true) ? referenceInputTemplate(props) : nothing}
    <p id="composer-length" class=${length > recommendedLength ? 'count too-long' : 'count'}>
      ${formatLength(length, recommendedLength, strings)}
    </p>
    <p class="estimate">${estimate ?? nothing}</p>
    ${
      isSet
        ? html`<p id="composer-set" class="set-limit">
            ${formatPlural(Math.max(1, maxSetImages - draft.imageUrls.length), strings.setLimit)}
          </p>`
        : nothing
    }
    <button
      class="primary generate"
      aria-disabled=${isReady ? 'false' : 'true'}
      aria-describedby=${isSet ? 'composer-faults composer-set' : 'composer-faults'}
      aria-keyshortcuts=${ariaKeys('composer', 'generate')}
      title=${platformKey('composer', 'generate')}
      @click=${generate}
    >
      ${isSet ? strings.generateSet : strings.generate}
    </button>
  </div>`;
}

function formatLength(length: number, recommended: number, strings: ComposerStrings): string {
  const characters = formatPlural(length, strings.characters);
  return length > recommended ? format(strings.tooLong, characters, recommended) : characters;
}

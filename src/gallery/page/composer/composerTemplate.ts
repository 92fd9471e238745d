import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Choices } from '../../protocol/composer.ts';
import type { ComposerStrings } from '../../protocol/strings.ts';
import { maxPromptLength } from '../../protocol/vocabulary.ts';
import { format, formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys, platformKey } from '../ui/keymap.ts';
import { optionsTemplate } from './composerOptions.ts';
import type { ComposerProps } from './composerProps.ts';
import { referencesTemplate } from './composerReferences.ts';
import { countCharacters, isUrlList } from './composerText.ts';

/** The composer: the prompt, a line of options, and notes about them. */
export function composerTemplate(props: ComposerProps): TemplateResult {
  const { strings, draft, choices, setPrompt, onPromptKey, addReferences } = props;
  const supportsReferences =
    choices !== undefined && getRequested(props, choices).supportsReferences;
  const hasLengthNote = choices && countCharacters(draft.prompt) >= choices.shownLength;
  return html`<textarea
      rows="1"
      maxlength=${maxPromptLength}
      placeholder=${strings.promptPlaceholder}
      aria-label=${strings.prompt}
      aria-describedby=${hasLengthNote ? 'composer-length' : nothing}
      .value=${live(draft.prompt)}
      ?readonly=${choices === undefined}
      @input=${(event: Event) => {
        setPrompt((event.target as HTMLTextAreaElement).value);
      }}
      @keydown=${onPromptKey}
      @paste=${(event: ClipboardEvent) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (draft.prompt !== '' || !supportsReferences || !isUrlList(text)) return;
        event.preventDefault();
        addReferences(text);
      }}
    ></textarea>
    <div class="composer-line">${choices ? lineTemplate(props, choices) : nothing}</div>
    ${choices ? notesTemplate(props, choices) : nothing}`;
}

/** Options, references, estimate, provider, and the Generate button. */
function lineTemplate(props: ComposerProps, choices: Choices): TemplateResult {
  const { strings, draft, faults, estimate, isBusy, generate, selectProvider } = props;
  const { provider } = choices;
  const { supportsReferences, isSet } = getRequested(props, choices);
  const isReady = countCharacters(draft.prompt) > 0 && !isBusy && faults.length === 0;
  const label = isSet ? strings.generateSet : strings.generate;
  // A narrow composer shows neither the provider nor the estimate.
  const facts = [`${label} (${platformKey('prompt', 'generate')})`, provider, estimate];
  return html`${optionsTemplate(props, choices)}
    ${
      // Those of another model can be removed.
      supportsReferences || draft.imageUrls.length > 0 ? referencesTemplate(props) : nothing
    }
    <p class="estimate" title=${estimate ?? nothing}>${estimate ?? nothing}</p>
    <button
      class="quiet provider"
      aria-label=${provider === undefined ? nothing : format(strings.provider, provider)}
      title=${strings.selectProvider}
      @click=${selectProvider}
    >
      <span class="value">${provider ?? strings.selectProvider}</span>
    </button>
    <button
      class="primary generate"
      aria-label=${label}
      aria-disabled=${isReady ? 'false' : 'true'}
      aria-describedby=${isSet ? 'composer-faults composer-set' : 'composer-faults'}
      aria-keyshortcuts=${ariaKeys('composer', 'generate')}
      title=${facts.filter(Boolean).join(' · ')}
      @click=${generate}
    >
      <span class="label">${label}</span>${icon('send')}
    </button>`;
}

/** Whether the model supports references, and whether a set is requested. */
function getRequested({ draft }: ComposerProps, { models, defaults }: Choices) {
  const parameters = { ...defaults, ...draft.parameters };
  const model = models.find(({ name }) => name === parameters.model);
  return {
    supportsReferences: model?.supportsReferences ?? true,
    isSet: !parameters.forceSingle && (model?.supportsSets ?? true),
  };
}

/** Why the draft cannot be generated, a long prompt, a set, and a missing API key. */
function notesTemplate(props: ComposerProps, choices: Choices): TemplateResult {
  const { strings, draft, faults, missingKeyMessage, setApiKey } = props;
  const { recommendedLength, shownLength, maxSetImages } = choices;
  const length = countCharacters(draft.prompt);
  const setLimit = Math.max(1, maxSetImages - draft.imageUrls.length);
  return html`<p
      id="composer-faults"
      role="status"
      class=${faults.length === 0 ? 'visually-hidden' : 'composer-error'}
    >
      ${faults.length === 0 && length === 0 ? strings.promptMissing : faults.join(' ')}
    </p>
    ${
      length >= shownLength
        ? html`<p
            id="composer-length"
            class=${length > recommendedLength ? 'count too-long' : 'count'}
          >
            ${formatLength(length, recommendedLength, strings)}
          </p>`
        : nothing
    }
    ${
      getRequested(props, choices).isSet
        ? html`<p id="composer-set" class="set-limit">
            ${formatPlural(setLimit, strings.setLimit)}
          </p>`
        : nothing
    }
    ${
      missingKeyMessage === undefined || length === 0
        ? nothing
        : html`<p class="no-key">
            ${missingKeyMessage}
            <button class="link" @click=${setApiKey}>${strings.setApiKey}</button>
          </p>`
    }`;
}

function formatLength(length: number, recommended: number, strings: ComposerStrings): string {
  const characters = formatPlural(length, strings.characters);
  return length > recommended ? format(strings.tooLong, characters, recommended) : characters;
}

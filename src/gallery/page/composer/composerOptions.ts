import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Choices } from '../../protocol/composer.ts';
import type { ComposerProps } from './composerProps.ts';

interface RadioOption {
  readonly value: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  readonly hint?: string;
}

/** Model, resolution, number of images, and aspect ratio. */
export function optionsTemplate(props: ComposerProps, choices: Choices): TemplateResult {
  const { strings, draft, setParameters } = props;
  const { models, resolutions, aspectRatios, defaults } = choices;
  const { model, resolution, aspectRatio, forceSingle } = { ...defaults, ...draft.parameters };
  const supportsSets = models.find(({ name }) => name === model)?.supportsSets ?? true;
  const countOptions = [
    { value: 'single', label: strings.single },
    { value: 'set', label: strings.set, hint: strings.setHint },
  ];
  const resolutionOptions = resolutions.map((value) => ({ value, label: value.toUpperCase() }));
  const ratioOptions = aspectRatios.map((value) => ({
    value,
    label: value === 'auto' ? strings.auto : value,
    icon: ratioIconTemplate(value),
  }));
  return html`<div class="composer-options">
    ${modelTemplate(model, props, choices)}
    ${radiosTemplate(
      'resolution',
      strings.resolution,
      resolutionOptions,
      resolution,
      (selected) => {
        setParameters({ resolution: selected });
      },
    )}
    ${
      supportsSets
        ? radiosTemplate(
            'number',
            strings.imageCount,
            countOptions,
            forceSingle ? 'single' : 'set',
            (selected) => {
              setParameters({ forceSingle: selected === 'single' });
            },
          )
        : nothing
    }
    ${radiosTemplate('ratio', strings.ratio, ratioOptions, aspectRatio, (selected) => {
      setParameters({ aspectRatio: selected });
    })}
  </div>`;
}

/** The models of the provider, and the selected one even if the provider does not offer it. */
function modelTemplate(
  model: string,
  { strings, setParameters }: ComposerProps,
  { models }: Choices,
): TemplateResult {
  const visibleModels = models.filter(({ name, isAvailable }) => isAvailable || name === model);
  return html`<select
    aria-label=${strings.model}
    title=${strings.model}
    .value=${live(model)}
    @change=${(event: Event) => {
      setParameters({ model: (event.target as HTMLSelectElement).value });
    }}
  >
    ${visibleModels.map(
      ({ name }) => html`<option value=${name} ?selected=${name === model}>${name}</option>`,
    )}
  </select>`;
}

/** @param selectedValue the value of the selected option */
function radiosTemplate(
  name: string,
  label: string,
  options: readonly RadioOption[],
  selectedValue: string,
  onSelect: (value: string) => void,
): TemplateResult {
  return html`<div class="radios" role="radiogroup" aria-label=${label}>
    ${options.map(
      ({ value, label, icon, hint }) =>
        html`<label class="radio" title=${hint ?? nothing}>
          <input
            type="radio"
            name=${`composer-${name}`}
            value=${value}
            .checked=${live(value === selectedValue)}
            @change=${() => {
              onSelect(value);
            }}
          />
          ${icon ?? nothing}<span>${label}</span>
        </label>`,
    )}
  </div>`;
}

/** Pixels of the square around the icon of a ratio. */
const iconSidePx = 16;

/** A box with the aspect ratio; dashed if the model chooses it. */
function ratioIconTemplate(ratio: string): TemplateResult {
  const [ratioWidth = 1, ratioHeight = 1] = ratio === 'auto' ? [] : ratio.split(':').map(Number);
  const longerSide = Math.max(ratioWidth, ratioHeight);
  const width = (ratioWidth / longerSide) * (iconSidePx - 2);
  const height = (ratioHeight / longerSide) * (iconSidePx - 2);
  return html`<svg
    width=${iconSidePx}
    height=${iconSidePx}
    viewBox=${`0 0 ${iconSidePx} ${iconSidePx}`}
    aria-hidden="true"
  >
    ${svg`<rect
      x=${(iconSidePx - width) / 2}
      y=${(iconSidePx - height) / 2}
      width=${width}
      height=${height}
      rx="1.5"
      stroke-dasharray=${ratio === 'auto' ? '3 2' : nothing}
    />`}
  </svg>`;
}

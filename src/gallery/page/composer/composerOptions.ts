import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Choices } from '../../protocol/composer.ts';
import type { ComposerProps } from './composerProps.ts';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  /** The tooltip in the list. */
  readonly hint?: string;
}

interface OptionList {
  readonly label: string;
  readonly options: readonly Option[];
  readonly selectedValue: string;
  readonly select: (value: string) => void;
  readonly className?: string;
  /** Replaces the label as the tooltip. */
  readonly hint?: string;
}

/** Model, resolution, aspect ratio, and number of images: a quiet button with a menu for each. */
export function optionsTemplate(props: ComposerProps, choices: Choices): TemplateResult {
  const { strings, draft, setParameters } = props;
  const { models, resolutions, aspectRatios, defaults } = choices;
  const { model, resolution, aspectRatio, forceSingle } = { ...defaults, ...draft.parameters };
  const supportsSets = models.find(({ name }) => name === model)?.supportsSets ?? true;
  // The models of the provider, and the selected one even if the provider does not offer it.
  const visibleModels = models.filter(({ name, isAvailable }) => isAvailable || name === model);
  return html`${listTemplate({
    label: strings.model,
    className: 'model',
    options: visibleModels.map(({ name }) => ({ value: name, label: name })),
    selectedValue: model,
    select: (value) => {
      setParameters({ model: value });
    },
  })}
  ${listTemplate({
    label: strings.resolution,
    options: resolutions.map((value) => ({ value, label: value.toUpperCase() })),
    selectedValue: resolution,
    select: (value) => {
      setParameters({ resolution: value });
    },
  })}
  ${listTemplate({
    label: strings.ratio,
    options: aspectRatios.map((value) => ({
      value,
      label: value === 'auto' ? strings.auto : value,
      icon: ratioIconTemplate(value),
    })),
    selectedValue: aspectRatio,
    select: (value) => {
      setParameters({ aspectRatio: value });
    },
  })}
  ${
    supportsSets
      ? listTemplate({
          label: strings.imageCount,
          options: [
            { value: 'single', label: strings.single },
            { value: 'set', label: strings.set, hint: strings.setHint },
          ],
          selectedValue: forceSingle ? 'single' : 'set',
          select: (value) => {
            setParameters({ forceSingle: value === 'single' });
          },
          ...(!forceSingle && { className: 'billed-set', hint: strings.setHint }),
        })
      : nothing
  }`;
}

function listTemplate(list: OptionList): TemplateResult {
  const { label, options, selectedValue, select, className = '', hint = label } = list;
  return html`<select
    class=${className}
    aria-label=${label}
    title=${hint}
    .value=${live(selectedValue)}
    @change=${(event: Event) => {
      select((event.target as HTMLSelectElement).value);
    }}
  >
    ${options.map(
      (option) =>
        html`<option
          value=${option.value}
          title=${option.hint ?? nothing}
          ?selected=${option.value === selectedValue}
        >
          ${option.icon ?? nothing}${option.label}
        </option>`,
    )}
  </select>`;
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

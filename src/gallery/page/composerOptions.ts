import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Choices } from '../composerProtocol.ts';
import type { ComposerView } from './composerTemplate.ts';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly picture?: TemplateResult;
  readonly hint?: string;
}

/** Model, resolution, how many, and the ratio, whose row is the longest. */
export function optionsTemplate(view: ComposerView, choices: Choices): TemplateResult {
  const { strings, draft, choose } = view;
  const { models, resolutions, aspectRatios, defaults } = choices;
  const { model, resolution, aspectRatio, forceSingle } = { ...defaults, ...draft.parameters };
  const makesSets = models.find(({ name }) => name === model)?.makesSets ?? true;
  const numbers = [
    { value: 'single', label: strings.single },
    { value: 'set', label: strings.set, hint: strings.setHint },
  ];
  const sizes = resolutions.map((value) => ({ value, label: value.toUpperCase() }));
  const ratios = aspectRatios.map((value) => ({
    value,
    label: value === 'auto' ? strings.auto : value,
    picture: ratioPicture(value),
  }));
  return html`<div class="composer-options">
    ${modelTemplate(model, view, choices)}
    ${radios('resolution', strings.resolution, sizes, resolution, (chosen) => {
      choose({ resolution: chosen });
    })}
    ${
      makesSets
        ? radios('number', strings.number, numbers, forceSingle ? 'single' : 'set', (chosen) => {
            choose({ forceSingle: chosen === 'single' });
          })
        : nothing
    }
    ${radios('ratio', strings.ratio, ratios, aspectRatio, (chosen) => {
      choose({ aspectRatio: chosen });
    })}
  </div>`;
}

/** A model whose provider does not offer it stays to be seen, beside what is said of it. */
function modelTemplate(
  model: string,
  { strings, choose }: ComposerView,
  { models }: Choices,
): TemplateResult {
  const shown = models.filter(({ name, isOffered }) => isOffered || name === model);
  return html`<select
    aria-label=${strings.model}
    title=${strings.model}
    .value=${live(model)}
    @change=${(event: Event) => {
      choose({ model: (event.target as HTMLSelectElement).value });
    }}
  >
    ${shown.map(
      ({ name }) => html`<option value=${name} ?selected=${name === model}>${name}</option>`,
    )}
  </select>`;
}

/** @param chosen the value of the option that is on */
function radios(
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<div class="radios" role="radiogroup" aria-label=${label}>
    ${options.map(
      ({ value, label, picture, hint }) =>
        html`<label class="radio" title=${hint ?? nothing}>
          <input
            type="radio"
            name=${`composer-${name}`}
            value=${value}
            .checked=${live(value === chosen)}
            @change=${() => {
              choose(value);
            }}
          />
          ${picture ?? nothing}<span>${label}</span>
        </label>`,
    )}
  </div>`;
}

/** Pixels of the square that a ratio is drawn in. */
const side = 16;

/** A box of that ratio; of dashes where the model chooses it. */
function ratioPicture(ratio: string): TemplateResult {
  const [across = 1, down = 1] = ratio === 'auto' ? [] : ratio.split(':').map(Number);
  const longest = Math.max(across, down);
  const width = (across / longest) * (side - 2);
  const height = (down / longest) * (side - 2);
  return html`<svg width=${side} height=${side} viewBox=${`0 0 ${side} ${side}`} aria-hidden="true">
    ${svg`<rect
      x=${(side - width) / 2}
      y=${(side - height) / 2}
      width=${width}
      height=${height}
      rx="1.5"
      stroke-dasharray=${ratio === 'auto' ? '3 2' : nothing}
    />`}
  </svg>`;
}

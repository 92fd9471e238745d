import { svg, html, type TemplateResult } from 'lit';

const strokes = {
  previous: svg`<path d="M10 3 5 8l5 5" />`,
  next: svg`<path d="m6 3 5 5-5 5" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  details: svg`<circle cx="8" cy="8" r="6" /><path d="M8 7.5V11M8 5v.5" />`,
  compare: svg`<rect x="2" y="3" width="12" height="10" rx="1" /><path d="M8 1.5v13" />`,
  large: svg`<path d="M9 2.5h4.5V7M7 13.5H2.5V9M13 3 9 7M3 13l4-4" />`,
  stack: svg`<rect x="2" y="5" width="9" height="9" rx="1" /><path d="M5 2.5h8a.5.5 0 0 1 .5.5v8" />`,
} as const;

/** A picture for a button that says in words what it does. */
export function icon(name: keyof typeof strokes): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${strokes[name]}</svg>`;
}

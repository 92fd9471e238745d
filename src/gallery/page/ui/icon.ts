import { html, type TemplateResult } from 'lit';
import type { IconName } from './iconNames.ts';

/** One of VS Code's own icons, for the eye alone. */
export function icon(name: IconName): TemplateResult {
  return html`<span class=${`codicon codicon-${name}`} aria-hidden="true"></span>`;
}

import { html, type TemplateResult } from 'lit/html.js';
import type { IconName } from './iconNames.ts';

/** One of VS Code's icons, hidden from screen readers. */
export function icon(name: IconName): TemplateResult {
  return html`<span class=${`codicon codicon-${name}`} aria-hidden="true"></span>`;
}

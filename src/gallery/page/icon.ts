import { html, type TemplateResult } from 'lit';

/** One of VS Code's own icons, for the eye alone. @param name as in its icon reference */
export function icon(name: string): TemplateResult {
  return html`<span class=${`codicon codicon-${name}`} aria-hidden="true"></span>`;
}

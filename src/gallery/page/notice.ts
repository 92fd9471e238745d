import { html, nothing, type TemplateResult } from 'lit';
import type { PageStrings } from '../protocol.ts';
import { icon } from './icon.ts';

/** Why a question had no answer, and how to ask it again. */
export interface FailedQuestion {
  readonly reason: string;
  readonly retry: () => void;
}

/** A line over what is still shown. */
export function noticeTemplate(
  failed: FailedQuestion | undefined,
  { retry }: PageStrings,
): TemplateResult | typeof nothing {
  if (!failed) return nothing;
  return html`<div class="notice" role="alert">
    ${icon('error')}
    <p>${failed.reason}</p>
    <button @click=${failed.retry}>${retry}</button>
  </div>`;
}

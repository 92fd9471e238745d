import { html, nothing, type TemplateResult } from 'lit';
import type { PageStrings } from '../../protocol/messages.ts';
import { icon } from '../ui/icon.ts';

/** Why a question had no answer, and how to ask it again. */
export interface FailedRequest {
  readonly reason: string;
  readonly retry: () => void;
}

/** A line over what is still shown. */
export function noticeTemplate(
  failedRequest: FailedRequest | undefined,
  { retry }: PageStrings,
): TemplateResult | typeof nothing {
  if (!failedRequest) return nothing;
  return html`<div class="notice" role="alert">
    ${icon('error')}
    <p>${failedRequest.reason}</p>
    <button @click=${failedRequest.retry}>${retry}</button>
  </div>`;
}

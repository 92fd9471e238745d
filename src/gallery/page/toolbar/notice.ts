import { html, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { FailedRequest } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';

/** Says why a request failed, above what is still shown. */
export function noticeTemplate(
  failedRequest: FailedRequest,
  { commands }: PageStrings,
): TemplateResult {
  return html`<div class="notice" role="alert">
    ${icon('error')}
    <p>${failedRequest.reason}</p>
    <button @click=${failedRequest.retry}>${commands.retry}</button>
  </div>`;
}

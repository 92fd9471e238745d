import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { FailedRequest, HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';
import { libraryNoticeTemplate, type LibraryNotices } from './libraryNotice.ts';

/** What the notices are drawn from. */
export interface NoticesContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'failure'>;
  readonly libraryNotices: LibraryNotices;
  readonly setup: { readonly noticeTemplate: () => TemplateResult | typeof nothing };
}

/**
 * Shows what is wrong with the library, why a request failed, and that there are sample images, above what is
 * still shown.
 * @param isListed whether there is a first listing
 */
export function noticesTemplate(
  { strings, connection, libraryNotices, setup }: NoticesContext,
  isListed: boolean,
): TemplateResult {
  const { current, buttons } = libraryNotices;
  // Instead of the first listing, the reason is shown in the middle.
  const isLibraryShown = current !== null && (isListed || !current.isUnavailable);
  return html`${isLibraryShown ? libraryNoticeTemplate(current, buttons) : nothing}
  ${isListed && connection.failure ? failureTemplate(connection.failure, strings) : setup.noticeTemplate()}`;
}

function failureTemplate(failedRequest: FailedRequest, { commands }: PageStrings): TemplateResult {
  return html`<div class="notice" role="alert">
    ${icon('error')}
    <p>${failedRequest.reason}</p>
    <button @click=${failedRequest.retry}>${commands.retry}</button>
  </div>`;
}

import { html, type TemplateResult } from 'lit';
import type { PageStrings } from '../../protocol/messages.ts';
import { icon } from '../ui/icon.ts';

/** The keys that the gallery knows, in a dialog of the browser's own. */
export function keyHelpTemplate({
  keyboardShortcuts,
  keyHelp,
  close,
}: PageStrings): TemplateResult {
  return html`<dialog id="keyHelp" aria-label=${keyboardShortcuts}>
    <form method="dialog">
      <h2>${keyboardShortcuts}</h2>
      <button class="icon-button" aria-label=${close} title=${close}>${icon('close')}</button>
      <dl>
        ${keyHelp.map(
          ([key, description]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${description}</dd>
            </div>`,
        )}
      </dl>
    </form>
  </dialog>`;
}

export function showKeyHelp(): void {
  document.querySelector<HTMLDialogElement>('#keyHelp')?.showModal();
}

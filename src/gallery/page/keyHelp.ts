import { html, type TemplateResult } from 'lit';
import type { PageStrings } from '../protocol.ts';
import { icon } from './icon.ts';

/** The keys that the gallery knows, in a dialog of the browser's own. */
export function keyHelpTemplate({ keys, keyHelp, close }: PageStrings): TemplateResult {
  return html`<dialog id="keys" aria-label=${keys}>
    <form method="dialog">
      <h2>${keys}</h2>
      <button class="icon-button" aria-label=${close} title=${close}>${icon('close')}</button>
      <dl>
        ${keyHelp.map(
          ([key, what]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${what}</dd>
            </div>`,
        )}
      </dl>
    </form>
  </dialog>`;
}

export function showKeyHelp(): void {
  document.querySelector<HTMLDialogElement>('#keys')?.showModal();
}

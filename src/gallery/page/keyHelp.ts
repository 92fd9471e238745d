import { html, type TemplateResult } from 'lit';
import type { PageStrings } from '../protocol.ts';

/** The keys that the gallery knows, in a dialog of the browser's own. */
export function keyHelpTemplate({ keys, keyHelp, close }: PageStrings): TemplateResult {
  return html`<dialog id="keys" aria-label=${keys}>
    <form method="dialog">
      <h2>${keys}</h2>
      <dl>
        ${keyHelp.map(
          ([key, what]) =>
            html`<dt><kbd>${key}</kbd></dt>
              <dd>${what}</dd>`,
        )}
      </dl>
      <button class="primary">${close}</button>
    </form>
  </dialog>`;
}

export function showKeyHelp(): void {
  document.querySelector<HTMLDialogElement>('#keys')?.showModal();
}

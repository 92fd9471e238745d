import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { icon } from '../ui/icon.ts';
import { isMac, keymap, spellKeys, type KeyBinding } from '../ui/keymap.ts';

/** The list of keyboard shortcuts, in a dialog. */
export function keyHelpTemplate({ commands, close }: PageStrings): TemplateResult {
  return html`<dialog id="keyHelp" aria-label=${commands.showKeys}>
    <form method="dialog">
      <h2>${commands.showKeys}</h2>
      <button class="icon-button" aria-label=${close} title=${close}>${icon('close')}</button>
      <dl>${keymap.map((binding) => rowTemplate(binding, commands))}</dl>
    </form>
  </dialog>`;
}

function rowTemplate(
  binding: KeyBinding,
  commands: PageStrings['commands'],
): TemplateResult | typeof nothing {
  // Some commands have no name on some platforms.
  const name = binding.label && commands[binding.label];
  if (name === undefined) return nothing;
  return html`<div>
    <dt><kbd>${spellKeys(binding, isMac())}</kbd></dt>
    <dd>${name}</dd>
  </div>`;
}

/** Opens the list of keyboard shortcuts. */
export function showKeyHelp(): void {
  document.querySelector<HTMLDialogElement>('#keyHelp')?.showModal();
}

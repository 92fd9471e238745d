import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { icon } from '../ui/icon.ts';
import type { ListedBinding } from '../ui/keyBindings.ts';
import { isMac, listBindings, spellKeys } from '../ui/keymap.ts';

/** The list of keyboard shortcuts, in a dialog. */
export function keyHelpTemplate(strings: PageStrings): TemplateResult {
  const { commands, keyGroups, close } = strings;
  return html`<dialog id="keyHelp" aria-label=${commands.showKeys}>
    <form method="dialog">
      <h2>${commands.showKeys}</h2>
      <button class="icon-button" aria-label=${close} title=${close}>${icon('close')}</button>
    </form>
    ${listBindings().map(
      ({ group, bindings }) =>
        html`<h3>${keyGroups[group]}</h3>
          <dl>${bindings.map((binding) => rowTemplate(binding, commands))}</dl>`,
    )}
  </dialog>`;
}

function rowTemplate(
  binding: ListedBinding,
  commands: PageStrings['commands'],
): TemplateResult | typeof nothing {
  const name = commands[binding.label ?? binding.command];
  // Some commands have no name on some platforms.
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

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ImageProblem } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

/** What a note is drawn with. */
export interface ProblemNoteContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
}

/**
 * Shows why an image cannot be shown, and what can be done: download it again, or save what is too
 * large. Empty while the problem is pending: screen readers read what is added to it.
 * @param tabIndex of the button
 */
export function imageProblemNote(
  problem: ImageProblem | 'pending',
  target: ImageRef,
  tabIndex: number,
  { strings, connection }: ProblemNoteContext,
): TemplateResult {
  const known = problem === 'pending' ? undefined : problem;
  const canDownloadAgain = known?.canDownloadAgain ?? false;
  const action = known && getAction(known);
  const texts = {
    missing: strings.imageMissing,
    damaged: strings.imageDamaged,
    tooLarge: strings.imageTooLarge,
  };
  return html`<div
    class="problem-note"
    data-vscode-context=${JSON.stringify({ image: target.image, canDownloadAgain })}
  >
    <p role="status">${known ? texts[known.kind] : nothing}</p>
    ${
      action
        ? html`<button
            tabindex=${tabIndex}
            @click=${() => {
              connection.notify('performAction', { action, targets: [target] });
            }}
          >
            ${strings.commands[action]}
          </button>`
        : nothing
    }
  </div>`;
}

function getAction({ kind, canDownloadAgain }: ImageProblem) {
  if (kind === 'tooLarge') return 'saveAs';
  return canDownloadAgain ? 'downloadAgain' : undefined;
}

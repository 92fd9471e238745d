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
 * Shows why an image cannot be shown, and offers to download it again. Empty while the problem is
 * pending: screen readers read what is added to it.
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
  const texts = { missing: strings.imageMissing, damaged: strings.imageDamaged };
  return html`<div
    class="problem-note"
    data-vscode-context=${JSON.stringify({ image: target.image, canDownloadAgain })}
  >
    <p role="status">${known ? texts[known.kind] : nothing}</p>
    ${
      canDownloadAgain
        ? html`<button
            tabindex=${tabIndex}
            @click=${() => {
              connection.notify('performAction', { action: 'downloadAgain', targets: [target] });
            }}
          >
            ${strings.commands.downloadAgain}
          </button>`
        : nothing
    }
  </div>`;
}

import { html, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';
import { buttonTemplate, favoriteButton, type Button } from '../ui/button.ts';
import { openContextMenu } from '../ui/contextMenu.ts';
import { format } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { LoadedImage } from './frame.ts';

/** The bar above the large image: what is shown, and the buttons, with Close in the corner. */
export function barTemplate(
  title: TemplateResult,
  buttons: readonly Button[],
  strings: PageStrings,
  close: () => void,
): TemplateResult {
  const allButtons: Button[] = [
    ...buttons,
    { label: strings.close, icon: 'close', keys: ariaKeys('viewer', 'back'), onClick: close },
  ];
  return html`<header class="viewer-bar">
    <div class="caption" aria-live="polite">${title}</div>
    <div class="viewer-buttons">${allButtons.map(buttonTemplate)}</div>
  </header>`;
}

/** Insert, and the star. */
export function actionButtons(
  { generation, image }: LoadedImage,
  strings: PageStrings,
  connection: Pick<HostConnection, 'notify'>,
): Button[] {
  const perform = (action: ActionName) => {
    connection.notify('performAction', { action, targets: [{ id: generation.id, image }] });
  };
  return [
    {
      label: strings.commands.insert,
      keys: ariaKeys('image', 'insert'),
      isPrimary: true,
      onClick: () => {
        perform('insert');
      },
    },
    favoriteButton(generation.favorite, strings, perform),
  ];
}

/** The button that opens the context menu of the image. */
export function menuButton({ moreActions }: PageStrings): Button {
  return { label: moreActions, icon: 'ellipsis', hasMenu: true, onClick: openContextMenu };
}

/** The prompt and facts of an image. */
export function captionTemplate(
  { generation, image }: LoadedImage,
  { imageOf }: PageStrings,
): TemplateResult {
  const { prompt, facts, images } = generation;
  const duration = generation.state === 'done' ? generation.duration : undefined;
  const positionText = images.length > 1 ? format(imageOf, image + 1, images.length) : '';
  return html`<p class="prompt" title=${prompt}>${prompt}</p>
    <p class="facts">${[positionText, facts, duration].filter(Boolean).join(' · ')}</p>`;
}

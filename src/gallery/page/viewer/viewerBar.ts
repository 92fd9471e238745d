import { html, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { buttonTemplate, type Button } from '../ui/button.ts';
import { openContextMenu } from '../ui/contextMenu.ts';
import { format } from '../ui/format.ts';
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

import { html, type TemplateResult } from 'lit/html.js';
import { createViewerMenuData } from '../grid/contextMenuData.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { ariaKeys } from '../ui/keymap.ts';
import { getImageRatio } from './compareLayout.ts';
import { frameTemplate, type FrameContext, type LoadedImage } from './frame.ts';
import { buttonTemplate, type Button } from '../ui/button.ts';
import { captionTemplate } from './viewerBar.ts';

/** Which of the two images. */
export type Side = 'left' | 'right';

/** The images that are compared. */
export type LoadedPair = Readonly<Record<Side, LoadedImage>>;

/** Both sides, in the order of the page. */
export const sides = ['left', 'right'] as const satisfies readonly Side[];

/** What a comparison is drawn from. */
export interface CompareTemplateContext extends FrameContext {
  readonly connection: Pick<HostConnection, 'notify'>;
}

/** The state of the divider, and what moves it. */
export interface DividerState {
  /** From the left, in percent of the width. */
  readonly percent: number;
  readonly onDrag: (event: PointerEvent) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
}

/** Two images over each other: the first one left of a divider, the second one right of it. */
export function dividerTemplate(
  pair: LoadedPair,
  { percent, onDrag, onKeydown }: DividerState,
  context: CompareTemplateContext,
): TemplateResult {
  return html`<div
    class="compare"
    @pointerdown=${(event: PointerEvent) => {
      const isOnButton = (event.target as Element).closest('button') !== null;
      if (event.button !== 0 || isOnButton) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      onDrag(event);
    }}
    @pointermove=${(event: PointerEvent) => {
      const element = event.currentTarget as HTMLElement;
      if (element.hasPointerCapture(event.pointerId)) onDrag(event);
    }}
    ${cssProperties({ '--divider': `${percent}%` })}
  >
    ${sides.map((side) => {
      const { generation, image } = pair[side];
      return html`<div class="side ${side}">${frameTemplate(generation, image, context)}</div>`;
    })}
    <div
      class="divider"
      role="slider"
      tabindex="0"
      aria-label=${context.strings.divider}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      aria-valuetext="${percent}%"
      @keydown=${onKeydown}
    ></div>
  </div>`;
}

/** Two images next to each other, equally high. */
export function sideBySideTemplate(
  pair: LoadedPair,
  context: CompareTemplateContext,
): TemplateResult {
  return html`${sides.map((side) => {
    const { generation, image } = pair[side];
    return html`<div
      class="half"
      data-vscode-context=${createViewerMenuData(generation, image)}
      ${growWithRatio(pair[side])}
    >
      ${frameTemplate(generation, image, context)}
    </div>`;
  })}`;
}

/** The name and the buttons of one of the images. */
export function footTemplate(
  loaded: LoadedImage,
  { isChosen, isSideBySide }: { readonly isChosen: boolean; readonly isSideBySide: boolean },
  choose: () => void,
  { strings, connection }: CompareTemplateContext,
): TemplateResult {
  const { generation, image } = loaded;
  const targets = [{ id: generation.id, image }];
  const perform = (action: 'insert' | 'delete') => () => {
    connection.notify('performAction', { action, targets });
  };
  const buttons: Button[] = [
    {
      label: strings.commands.insert,
      keys: ariaKeys('image', 'insert'),
      isPrimary: isChosen,
      onClick: perform('insert'),
    },
    // It would delete the whole set.
    ...(generation.images.length === 1
      ? [
          {
            label: strings.commands.delete,
            icon: 'trash',
            keys: ariaKeys('image', 'delete'),
            onClick: perform('delete'),
          } as const,
        ]
      : []),
  ];
  return html`<div
    class="compare-foot"
    role="group"
    aria-label=${generation.prompt}
    aria-current=${isChosen ? 'true' : 'false'}
    data-vscode-context=${createViewerMenuData(generation, image)}
    @focusin=${choose}
    ${isSideBySide ? growWithRatio(loaded) : cssProperties({ 'flex-grow': '100' })}
  >
    <div class="caption">${captionTemplate(loaded, strings)}</div>
    <div class="viewer-buttons">${buttons.map(buttonTemplate)}</div>
  </div>`;
}

/** Boxes whose widths are proportional to the ratios of their images make these equally high. In percent: below 1 in all, CSS leaves space. */
function growWithRatio({ generation, image }: LoadedImage) {
  const view = generation.images[image];
  return cssProperties({ 'flex-grow': String(100 * (view ? getImageRatio(view) : 1)) });
}

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { LoadedImage } from './frame.ts';
import { thumbnailTemplate, type FrameContext } from './frame.ts';

/** What the dialog around the large image shows. */
export interface DialogContent {
  /** For screen readers. */
  readonly name: string;
  /** Above the content and the details. */
  readonly bar: TemplateResult;
  readonly content: TemplateResult;
  /** Next to the content, or below it. */
  readonly details: TemplateResult | typeof nothing;
  /** The `data-vscode-context` of its context menu, if it has one. */
  readonly menuData?: string;
}

/** The dialog around the large image. */
export function dialogTemplate(
  { name, bar, content, details, menuData }: DialogContent,
  onKeydown: (event: KeyboardEvent) => void,
): TemplateResult {
  return html`<div
    class="viewer"
    role="dialog"
    aria-modal="true"
    aria-label=${name}
    tabindex="-1"
    data-vscode-context=${menuData ?? nothing}
    @keydown=${onKeydown}
  >
    ${bar}
    <div class="viewer-body">
      <div class="viewer-main">${content}</div>
      ${details}
    </div>
  </div>`;
}

/** The button to the previous or next image. At the ends it is kept, so that it does not lose the focus. */
export function stepTemplate(
  direction: 'previous' | 'next',
  { commands }: PageStrings,
  isEnabled: boolean,
  onClick: () => void,
): TemplateResult {
  const label = direction === 'previous' ? commands.previousImage : commands.nextImage;
  return html`<button
    class="icon-button quiet step"
    title=${label}
    aria-label=${label}
    aria-keyshortcuts=${ariaKeys('viewer', direction)}
    aria-disabled=${!isEnabled}
    @click=${onClick}
  >
    ${icon(direction === 'previous' ? 'chevron-left' : 'chevron-right')}
  </button>`;
}

/** Pixels of an image in the strip. */
const stripThumbnailWidthPx = 56;

/** The thumbnails of a set. @param select called with the index of an image that is clicked */
export function stripTemplate(
  { generation, image: current }: LoadedImage,
  { strings, thumbnails }: FrameContext,
  select: (image: number) => void,
): TemplateResult | typeof nothing {
  const { images } = generation;
  if (images.length < 2) return nothing;
  return html`<div class="strip">
    ${images.map(
      (_, image) =>
        html`<button
          aria-label=${format(strings.imageOf, image + 1, images.length)}
          aria-current=${image === current}
          @click=${() => {
            select(image);
          }}
        >
          ${thumbnailTemplate(generation, image, stripThumbnailWidthPx * devicePixelRatio, thumbnails)}
        </button>`,
    )}
  </div>`;
}

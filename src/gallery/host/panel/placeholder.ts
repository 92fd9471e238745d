/** Texts of the page, escaped for HTML. */
export interface PlaceholderTexts {
  readonly prompt: string;
  readonly search: string;
}

/** As many as a screen shows. */
const imageCount = 12;

/**
 * What the page shows until its script and the first listing have been loaded: the composer, the toolbar, and
 * images in gray, at their places. `page/ui/pageElements.ts` replaces them. Screen readers skip it.
 */
export function placeholderHtml({ prompt, search }: PlaceholderTexts): string {
  const hidden = 'aria-hidden="true" inert';
  return `<div class="placeholder">
    <div class="composer" ${hidden}>
      <textarea rows="1" placeholder="${prompt}" disabled></textarea>
      <div class="composer-line"></div>
    </div>
    <div class="toolbar" ${hidden}>
      <div class="toolbar-row">
        <input type="search" placeholder="${search}" disabled>
        ${buttonHtml('filter')}
        <div class="size">${iconHtml('zoom-out')}<input type="range" disabled>${iconHtml('zoom-in')}</div>
        ${buttonHtml('ellipsis')}
      </div>
    </div>
    <div class="placeholder-images" ${hidden}>${'<i></i>'.repeat(imageCount)}</div>
  </div>`;
}

function buttonHtml(icon: string): string {
  return `<button class="icon-button quiet" disabled>${iconHtml(icon)}</button>`;
}

function iconHtml(icon: string): string {
  return `<span class="codicon codicon-${icon}"></span>`;
}

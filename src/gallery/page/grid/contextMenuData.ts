import type { GenerationView } from '../../protocol/views.ts';

/** The `data-vscode-context` of a card: context keys of its context menu, and arguments of its commands. */
export function createCardMenuData(generation: GenerationView, isSelected: boolean): string {
  const menuData = toMenuData(generation);
  // The menu of a selected card applies to the selection, so it does not ask which image of the set.
  return JSON.stringify({ ...menuData, isSet: menuData.isSet && !isSelected });
}

/** That of the large view, whose commands apply to the image that is shown, whatever is selected. */
export function createViewerMenuData(generation: GenerationView, image: number): string {
  return JSON.stringify({ ...toMenuData(generation), image, ignoresSelection: true });
}

function toMenuData(generation: GenerationView) {
  const { id, state, images, favorite, isRepeatable } = generation;
  return {
    webviewSection: 'generation',
    preventDefaultContextMenuItems: true,
    id,
    hasImages: images.length > 0,
    isSet: images.length > 1,
    isFavorite: favorite,
    isRunning: state === 'running',
    canRetry: generation.state === 'failed' && generation.canRetry,
    isMaybeBilled: generation.state === 'failed' && generation.isMaybeBilled,
    isRepeatable,
  };
}

/** The `data-vscode-context` of Insert on the card of a set, whose menu only asks which images are inserted. */
export const insertMenuData = JSON.stringify({ webviewSection: 'insertSet' });

/** The `data-vscode-context` of an image, which VS Code merges with that of its card. */
export function createImageMenuData(image: number): string {
  return JSON.stringify({ image });
}

import type { FailureGroup, GenerationView } from '../../protocol/views.ts';

/**
 * The `data-vscode-context` of a card: context keys of its context menu, and arguments of its commands.
 * @param selection the selection that the card is part of, to which the menu then applies
 */
export function createCardMenuData(
  generation: GenerationView,
  selection: { readonly selectedCount: number; readonly canCompareSelected: boolean } | undefined,
): string {
  const menuData = toMenuData(generation);
  return JSON.stringify({
    ...menuData,
    // The menu of a selection does not ask which images of a set are inserted.
    isSet: menuData.isSet && !selection,
    canCompare: selection?.canCompareSelected ?? false,
    isOneOfSeveral: (selection?.selectedCount ?? 0) > 1,
  });
}

/** That of the large view, whose commands apply to the image that is shown, whatever is selected. */
export function createViewerMenuData(generation: GenerationView, image: number): string {
  return JSON.stringify({ ...toMenuData(generation), image, ignoresSelection: true });
}

/** That of a failed generation above the grid, whatever is selected there. */
export function createFailureMenuData(
  id: string,
  { canRetry, isMaybeBilled, isRepeatable }: FailureGroup,
): string {
  return JSON.stringify({
    webviewSection: 'generation',
    preventDefaultContextMenuItems: true,
    ignoresSelection: true,
    id,
    canRetry,
    isMaybeBilled,
    isRepeatable,
  });
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

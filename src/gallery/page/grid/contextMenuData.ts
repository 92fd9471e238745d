import type { GenerationView } from '../../protocol/messages.ts';

/** What VS Code is told of a card, for the items of its context menu and for the commands behind them. */
export function createCardMenuData({
  id,
  state,
  images,
  favorite,
  isRepeatable,
}: GenerationView): string {
  return JSON.stringify({
    webviewSection: 'generation',
    preventDefaultContextMenuItems: true,
    id,
    hasImages: images.length > 0,
    isFavorite: favorite,
    isRunning: state === 'running',
    isFailed: state === 'failed',
    isRepeatable,
  });
}

/** The same of one of its pictures. */
export function createImageMenuData(image: number): string {
  return JSON.stringify({ image });
}

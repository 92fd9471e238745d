import { dragMimeType, type ActionTarget } from '../../protocol/vocabulary.ts';

/** Starts to drag an image to a text editor or the composer. The data is its id and index only. */
export function startDrag({ dataTransfer, currentTarget }: DragEvent, target: ActionTarget): void {
  if (!dataTransfer) return;
  dataTransfer.setData(dragMimeType, JSON.stringify([target]));
  dataTransfer.effectAllowed = 'copy';
  const image = (currentTarget as Element).querySelector('img');
  if (image) dataTransfer.setDragImage(image, 0, 0);
}

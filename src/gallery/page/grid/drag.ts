import { dragMimeType, type ActionTarget } from '../../protocol/messages.ts';

/** Lets a picture be dragged into a text. Only its number goes along, for the host to find it by. */
export function beginDrag({ dataTransfer, currentTarget }: DragEvent, target: ActionTarget): void {
  if (!dataTransfer) return;
  dataTransfer.setData(dragMimeType, JSON.stringify([target]));
  dataTransfer.effectAllowed = 'copy';
  const image = (currentTarget as Element).querySelector('img');
  if (image) dataTransfer.setDragImage(image, 0, 0);
}

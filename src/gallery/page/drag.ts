import { draggedType, type Target } from '../protocol.ts';

/** Lets a picture be dragged into a text. Only its number goes along, for the host to find it by. */
export function beginDrag({ dataTransfer, currentTarget }: DragEvent, target: Target): void {
  if (!dataTransfer) return;
  dataTransfer.setData(draggedType, JSON.stringify([target]));
  dataTransfer.effectAllowed = 'copy';
  const image = (currentTarget as Element).querySelector('img');
  if (image) dataTransfer.setDragImage(image, 0, 0);
}

import * as v from 'valibot';
import { targetsSchema } from '../../protocol/requests.ts';
import { dragMimeType } from '../../protocol/vocabulary.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

const draggedTargetsSchema = v.pipe(v.string(), v.parseJson(), targetsSchema);

/** Adds images of the gallery, and URLs, that are dropped on the composer as references. */
export function addReferenceDrop(
  element: HTMLElement,
  connection: Pick<HostConnection, 'notify'>,
  addReferences: (text: string) => void,
): void {
  const setDropTarget = (isDropTarget: boolean) => {
    element.classList.toggle('drop-target', isDropTarget);
  };
  element.addEventListener('dragover', (event) => {
    const types = event.dataTransfer?.types ?? [];
    if (!types.includes(dragMimeType) && !types.includes('text/uri-list')) return;
    event.preventDefault();
    setDropTarget(true);
  });
  element.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!element.contains(relatedTarget as Node | null)) setDropTarget(false);
  });
  element.addEventListener('drop', (event) => {
    setDropTarget(false);
    const dragged = v.safeParse(draggedTargetsSchema, event.dataTransfer?.getData(dragMimeType));
    const uriList = event.dataTransfer?.getData('text/uri-list');
    if (!dragged.success && !uriList) return;
    event.preventDefault();
    if (dragged.success)
      connection.notify('performAction', { action: 'useAsReference', targets: dragged.output });
    else if (uriList) addReferences(uriList);
  });
}

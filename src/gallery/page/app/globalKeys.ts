import { showKeyHelp } from '../help/keyHelpDialog.ts';
import { findSearchBox } from '../toolbar/searchBox.ts';
import { isDialogOpen } from '../ui/focus.ts';
import { handleKey, isInField } from '../ui/keyEvents.ts';
import type { GalleryApp } from './galleryApp.ts';

/** Handles the keys that apply wherever the focus is. */
export function addGlobalKeys(app: GalleryApp): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const isTyping = isInField(event);
    const isInDialog = isDialogOpen(app.elements.main);
    const isUsed = handleKey('global', event, {
      undo: () => {
        if (isTyping) return false;
        app.connection.notify('undo', {});
        event.stopPropagation();
        return true;
      },
      clear: () => {
        // In a field, Escape is the field's.
        if (isInDialog || isTyping) return false;
        clearSelectionOrQuery(app);
        return true;
      },
      showKeys: () => {
        if (isInDialog || isTyping) return false;
        showKeyHelp();
        return true;
      },
      search: () => {
        if (isInDialog || isTyping) return false;
        findSearchBox()?.focus();
        return true;
      },
    });
    if (isUsed) event.preventDefault();
  });
}

/** Clears the selection, or the search text and filters if nothing is selected. */
function clearSelectionOrQuery(app: GalleryApp): void {
  if (app.selection.ids.size > 0) {
    app.selection.clear();
    app.saveAndDraw();
  } else app.clearQuery();
}

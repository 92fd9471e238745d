/** Whether the page has the focus, but nothing in it. A context menu has the focus of the page. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return (activeElement === null || activeElement === document.body) && document.hasFocus();
}

/** The id of the generation whose card contains an element. */
export function findCardId(element: EventTarget | null): string | undefined {
  return element instanceof Element ? element.closest('article')?.id : undefined;
}

/**
 * Whether a dialog, a popover, or a list is open, which have keys of their own.
 * @param main the main element of the page, which is inert under the large view
 */
export function isDialogOpen(main: HTMLElement): boolean {
  const open = document.querySelector(':is(dialog[open], :popover-open, select:open)');
  return main.inert || open !== null;
}

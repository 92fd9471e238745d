/** Whether the page has the focus, but nothing in it. A context menu has the focus of the page. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return (activeElement === null || activeElement === document.body) && document.hasFocus();
}

/** The id of the generation whose card contains an element. */
export function findCardId(element: EventTarget | null): string | undefined {
  return element instanceof Element ? element.closest('article')?.id : undefined;
}

/** Opens VS Code's context menu of a button below it: see its `data-vscode-context`. */
export function openContextMenu({ currentTarget }: Event): void {
  openContextMenuOf(currentTarget as HTMLElement);
}

/** Opens VS Code's context menu of an element. @param anchor the menu is below it */
export function openContextMenuOf(element: HTMLElement, anchor = element): void {
  const { left, bottom } = anchor.getBoundingClientRect();
  element.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }),
  );
}

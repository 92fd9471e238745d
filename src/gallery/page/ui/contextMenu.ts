/** Opens VS Code's context menu of a button below it: see its `data-vscode-context`. */
export function openContextMenu({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const { left, bottom } = button.getBoundingClientRect();
  button.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }),
  );
}

/** Opens VS Code's context menu below a button. Its commands get the `data-vscode-context` around the button. */
export function openContextMenu({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const { left, bottom } = button.getBoundingClientRect();
  button.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }),
  );
}

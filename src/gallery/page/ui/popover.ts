/**
 * Closes a popover when the focus moves to something else in the page, whose keys would not work while it
 * is open. Listens to `focusout` of the popover.
 */
export function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const popover = currentTarget as HTMLElement;
  const isLeft = relatedTarget instanceof HTMLElement && !popover.contains(relatedTarget);
  // A click on the button that opened it closes it by itself.
  const isOpener =
    relatedTarget instanceof HTMLButtonElement && relatedTarget.popoverTargetElement === popover;
  if (isLeft && !isOpener) popover.hidePopover();
}

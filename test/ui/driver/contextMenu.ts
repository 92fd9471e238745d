import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';

/** Chooses an item of the open context menu by its full title. */
export async function chooseMenuItem(page: Page, title: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: title, exact: true });
  await item.waitFor();
  // A menu ignores clicks for a moment after it opens.
  await eventually(`“${title}” to be chosen from the menu`, async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return !(await item.isVisible());
  });
}

/** Whether the context menu that is opening has an item with this full title. */
export function hasMenuItem(page: Page, title: string): Promise<boolean> {
  const item = page.getByRole('menuitem', { name: title, exact: true });
  return item.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}

import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { reachesState } from './reachesState.ts';

/** The item of the open context menu with this full title. Its accessible name includes its key. */
export function menuItem(page: Page, title: string): Locator {
  const label = page.locator('.action-label').and(page.getByText(title, { exact: true }));
  return page.getByRole('menuitem').filter({ has: label });
}

/** Chooses an item of the open context menu by its full title. */
export async function chooseMenuItem(page: Page, title: string): Promise<void> {
  const item = menuItem(page, title);
  await item.waitFor();
  // A menu ignores clicks for a moment after it opens.
  await eventually(`“${title}” to be chosen from the menu`, async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return !(await item.isVisible());
  });
}

/** Whether the context menu that is opening has an item with this full title. */
export function hasMenuItem(page: Page, title: string): Promise<boolean> {
  return reachesState(menuItem(page, title), 'visible', 2000);
}

import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

/** An item of a quick pick. VS Code shows an icon for `$(name)` in any of its texts. */
export interface PickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly iconPath?: vscode.ThemeIcon;
}

/** The texts of a quick pick, and whether it stays open when it loses the focus. */
export interface PickOptions {
  readonly title: string;
  readonly placeHolder?: string;
  readonly ignoreFocusOut?: boolean;
}

/** Asks for an item. `undefined` if the user dismisses the quick pick. */
export async function pickItem<T extends PickItem>(
  items: readonly T[] | Promise<readonly T[]>,
  options: PickOptions,
): Promise<T | undefined> {
  const plainItems = 'then' in items ? items.then(toPlainItems) : toPlainItems(items);
  return vscode.window.showQuickPick(plainItems, toPlainOptions(options));
}

/** An item with a button that does not close the quick pick. */
export interface PickItemWithButton extends PickItem {
  /** `iconName` is the name of a product icon. */
  readonly button?: { readonly iconName: string; readonly tooltip: string };
}

/**
 * Asks for an item, like `pickItem`. It stays open when it loses the focus, because a button may open
 * something else.
 * @param onPress called for the button of an item
 */
export async function pickItemWithButton<T extends PickItemWithButton>(
  items: Promise<readonly T[]>,
  options: Omit<PickOptions, 'ignoreFocusOut'>,
  onPress: (item: T) => void,
): Promise<T | undefined> {
  const { title, placeHolder } = toPlainOptions(options);
  const pick = vscode.window.createQuickPick();
  /** The items by what is shown of them. */
  const shown = new Map<vscode.QuickPickItem, T>();
  pick.title = title;
  pick.placeholder = placeHolder;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  const result = new Promise<T | undefined>((resolve) => {
    pick.onDidTriggerItemButton(({ item }) => {
      const pressed = shown.get(item);
      if (pressed) onPress(pressed);
    });
    pick.onDidAccept(() => {
      const [selected] = pick.selectedItems;
      // The items may still be loading.
      if (!selected) return;
      resolve(shown.get(selected));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
  });
  pick.show();
  try {
    for (const item of await items) shown.set(toItemWithButton(item), item);
    pick.items = [...shown.keys()];
    pick.busy = false;
    return await result;
  } finally {
    pick.dispose();
  }
}

function toItemWithButton(item: PickItemWithButton): vscode.QuickPickItem {
  const { button, iconPath } = item;
  return {
    ...toPlainTexts(item),
    ...(iconPath && { iconPath }),
    ...(button && {
      buttons: [
        {
          iconPath: new vscode.ThemeIcon(button.iconName),
          tooltip: toPlainSentence(button.tooltip),
        },
      ],
    }),
  };
}

/** Asks for any number of items. `undefined` if the user dismisses the quick pick. */
export async function pickItems<T extends PickItem>(
  items: readonly T[],
  options: PickOptions,
): Promise<T[] | undefined> {
  const manyOptions = { ...toPlainOptions(options), canPickMany: true } as const;
  return vscode.window.showQuickPick(toPlainItems(items), manyOptions);
}

function toPlainItems<T extends PickItem>(items: readonly T[]): T[] {
  return items.map((item) => ({ ...item, ...toPlainTexts(item) }));
}

function toPlainTexts({ label, description, detail }: PickItem): PickItem {
  return {
    label: toPlainSentence(label),
    ...(description !== undefined && { description: toPlainSentence(description) }),
    ...(detail !== undefined && { detail: toPlainSentence(detail) }),
  };
}

function toPlainOptions({ title, placeHolder, ignoreFocusOut = false }: PickOptions) {
  return {
    title: toPlainSentence(title),
    ignoreFocusOut,
    ...(placeHolder !== undefined && { placeHolder: toPlainSentence(placeHolder) }),
  };
}

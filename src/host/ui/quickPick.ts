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

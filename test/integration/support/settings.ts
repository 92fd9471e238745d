import * as vscode from 'vscode';

const changedSettings: { section: string; name: string }[] = [];

/**
 * Changes a user setting until `resetSettings`, to its default for `undefined`. `fullName` is, for
 * example, `jimeng.model`.
 */
export async function setSetting(fullName: string, value: unknown): Promise<void> {
  const dotIndex = fullName.indexOf('.');
  const setting = { section: fullName.slice(0, dotIndex), name: fullName.slice(dotIndex + 1) };
  changedSettings.push(setting);
  await update(setting, value);
}

/** Reverts every change made with `setSetting`. */
export async function resetSettings(): Promise<void> {
  for (const setting of changedSettings.splice(0)) await update(setting, undefined);
}

async function update({ section, name }: { section: string; name: string }, value: unknown) {
  await vscode.workspace
    .getConfiguration(section)
    .update(name, value, vscode.ConfigurationTarget.Global);
}

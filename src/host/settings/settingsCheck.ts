import * as vscode from 'vscode';
import { openSettings, readSettings, toRequestFault } from './settings.ts';
import type { SettingProblem } from './settingsSchema.ts';
import { formatRequestFault } from '../messages/requestFaults.ts';
import { showWarning } from '../ui/notifications.ts';

/** The invalid values that the user has seen. */
const reported = new Set<string>();

/** Reports invalid values of settings: now, and when settings change. */
export function registerSettingsCheck(): vscode.Disposable {
  reportInvalidSettings();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('jimeng')) reportInvalidSettings();
  });
}

/**
 * Reports each invalid value of a setting once.
 * @param document the document whose folder and language may have settings of their own
 */
export function reportInvalidSettings(
  document?: Pick<vscode.TextDocument, 'uri' | 'languageId'>,
): void {
  const { problems } = readSettings(document);
  const unseen = problems.filter((problem) => !reported.has(getKey(problem)));
  for (const problem of unseen) reported.add(getKey(problem));
  if (unseen.length > 0) void reportProblems(unseen);
}

function getKey({ path, value }: SettingProblem): string {
  return `${path} ${value}`;
}

async function reportProblems(problems: readonly SettingProblem[]): Promise<void> {
  const openLabel = vscode.l10n.t('Open Settings');
  const sentences = problems.map((problem) => formatRequestFault(toRequestFault(problem)));
  const isBlocking = problems.some(({ isDecisive }) => isDecisive);
  const consequence = isBlocking
    ? vscode.l10n.t('Nothing is sent until this is fixed.')
    : vscode.l10n.t('The default is used instead.');
  const message = [...sentences, consequence].join(' ');
  const choice = await showWarning(message, openLabel);
  if (choice === openLabel) await openSettings(`jimeng.${problems[0]?.name ?? ''}`);
}

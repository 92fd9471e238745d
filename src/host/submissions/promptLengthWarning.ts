import * as vscode from 'vscode';
import { getPromptLength, recommendedPromptLength } from '../../jimeng/index.ts';
import { formatCharacterCount } from '../plural.ts';
import { showWarning } from '../ui/notifications.ts';

/** A long prompt is sent nevertheless: the service only advises against it (docs/service.md §3.3). */
export function warnIfTooLong(prompts: readonly string[]): void {
  const maxLength = Math.max(...prompts.map(getPromptLength));
  if (maxLength <= recommendedPromptLength) return;
  void showWarning(
    vscode.l10n.t(
      'The prompt has {0}. Beyond {1}, parts of it may be ignored or rejected.',
      formatCharacterCount(maxLength),
      recommendedPromptLength,
    ),
  );
}

import * as vscode from 'vscode';
import { reportError } from '../host/errorReport.ts';
import { formatPlural } from '../host/plural.ts';
import { listExamplePrompts } from '../host/samples/examplePrompts.ts';
import { readSettings } from '../host/settings/settings.ts';
import { registerCommand } from '../host/ui/commands.ts';
import { showInformation } from '../host/ui/notifications.ts';
import { showStatusMessage } from '../host/ui/statusBar.ts';
import { buildRequest } from './generate/request.ts';
import type { Services } from './services.ts';

type SampleServices = Pick<Services, 'gallery' | 'log' | 'samples'>;

/** `jimeng.trySamples` and `jimeng.removeSamples`. */
export function registerSamples(services: SampleServices): vscode.Disposable {
  const register = (id: string, run: (services: SampleServices) => Promise<void>) => {
    let running: Promise<void> | undefined;
    return registerCommand(id, () => {
      // A double click runs it once.
      running ??= run(services)
        .catch((error: unknown) => {
          reportError(error, services.log);
        })
        .finally(() => {
          running = undefined;
        });
      return running;
    });
  };
  return vscode.Disposable.from(
    register('jimeng.trySamples', trySamples),
    register('jimeng.removeSamples', removeSamples),
  );
}

/** Shows the gallery with a few samples. Until a key is set, what the user generates is one, too. */
async function trySamples({ gallery, samples }: SampleServices): Promise<void> {
  if (await samples.hasAnyKey()) {
    showGenerateHint();
    return;
  }
  gallery.show({ focus: true });
  if (await samples.isActive()) return;
  const { settings } = readSettings();
  await samples.start(listExamplePrompts().map((prompt) => buildRequest(prompt, settings)));
}

/** Does not wait for the user, who may run the command again. */
function showGenerateHint(): void {
  const generateLabel = vscode.l10n.t('Generate Image…');
  void showInformation(
    vscode.l10n.t('Sample images are available only while no API key is set.'),
    generateLabel,
  ).then((choice) => {
    if (choice === generateLabel) void vscode.commands.executeCommand('jimeng.generate');
  });
}

async function removeSamples({ samples }: SampleServices): Promise<void> {
  const count = await samples.remove();
  showStatusMessage(
    count === 0
      ? vscode.l10n.t('The library has no sample images.')
      : formatPlural(count, {
          one: vscode.l10n.t('Removed 1 sample image'),
          other: vscode.l10n.t('Removed {0} sample images'),
        }),
  );
}

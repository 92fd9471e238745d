import { JimengError, loadService, systemClock, type GenerationEvent } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { RecordProvider } from '../library/record.ts';
import { TaskEngine } from '../tasks/taskEngine.ts';
import type { UnsavedChanges } from '../tasks/unsavedChanges.ts';
import { reportError } from './errorReport.ts';
import type { ApiKeyStore } from './keys/apiKeyStore.ts';
import { reportHeldBack } from './runs/generationReporter.ts';
import { confirmCustomProvider, isInSettings } from './submissions/confirmCustomProvider.ts';
import { resolveRecordProvider, readSettings } from './settings/settings.ts';
import type { Log } from './ui/log.ts';

/** What the task engine works with. */
export interface TaskEngineServices {
  readonly library: Library;
  readonly apiKeys: ApiKeyStore;
  readonly log: Log;
  /** The path of the folder for what this machine knows about its generations. */
  readonly ticketFolder: string;
  /** Returns the ID of the library, then those of libraries that were moved into it. */
  readonly readLibraryIds: () => Promise<readonly string[]>;
  /** The version of this extension, which is sent to the provider. */
  readonly version: string;
  /** What earlier engines of this window could not write. */
  readonly unsavedChanges: UnsavedChanges;
}

/** Creates the task engine with the user's API keys and settings. It logs each step of a generation. */
export function createTaskEngine({
  library,
  apiKeys,
  log,
  ticketFolder,
  readLibraryIds,
  version,
  unsavedChanges,
}: TaskEngineServices): TaskEngine {
  // The engine stops waiting for it when the generation is canceled.
  const getClient = async (recordProvider: RecordProvider) => {
    const provider = resolveRecordProvider(recordProvider);
    const key = await apiKeys.get(provider);
    if (key === undefined) throw new JimengError({ kind: 'noKey' });
    const { createClient } = await loadService();
    return createClient({ provider, key, version });
  };
  return new TaskEngine({
    library,
    ticketFolder,
    unsavedChanges,
    readLibraryIds,
    getClient,
    confirmProvider: (provider, isQuery) =>
      confirmCustomProvider(resolveRecordProvider(provider), isQuery),
    isInSettings: (provider) => isInSettings(resolveRecordProvider(provider)),
    onHeldBack: (count) => {
      reportHeldBack(count).catch((error: unknown) => {
        reportError(error, log);
      });
    },
    clock: systemClock,
    getTimeoutSeconds: () => readSettings().settings.timeout,
    maxConcurrentTasks: () => readSettings().settings.maxConcurrentTasks,
    onWriteError: (id, error) => {
      log.warn(`${id}: Unable to write to the library, continuing`, error);
    },
    onUnexpectedError: (error) => {
      log.error(error instanceof Error ? error : String(error));
    },
    onEvent: (id, event) => {
      logEvent(id, event, log);
    },
  });
}

function logEvent(id: string, event: GenerationEvent, log: Log): void {
  switch (event.type) {
    case 'submitting':
      log.debug(`${id}: submitting`);
      break;
    case 'postponed':
      log.info(`${id}: not submitted yet`);
      break;
    case 'submitted':
      log.info(`${id}: submitted, task ${event.task.taskId}`);
      break;
    case 'generating':
      log.debug(`${id}: ${event.rawStatus}`);
      break;
    case 'queryFailed':
      log.warn(`${id}: query failed, repeating it: ${JSON.stringify(event.failure)}`);
      break;
    case 'downloading':
      log.debug(`${id}: finished, images to download: ${event.total}`);
      break;
    case 'image': {
      const { mimeType, width, height } = event.info;
      log.info(`${id}: image ${event.index + 1}, ${mimeType}, ${width} × ${height}`);
      break;
    }
    case 'done':
      log.info(`${id}: done`);
      break;
    case 'failed':
      log.error(`${id}: ${JSON.stringify(event.failure)}`);
      break;
  }
}

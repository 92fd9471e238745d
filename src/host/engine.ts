import type * as vscode from 'vscode';
import { JimengError, systemClock, type GenerationEvent } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { RecordProvider } from '../library/record.ts';
import { TaskEngine } from '../tasks/engine.ts';
import type { Keys } from './keys.ts';
import { providerOf, readSettings } from './settings.ts';

/** The task engine with the user's keys and settings, and each step in the log. */
export function createEngine(
  library: Library,
  keys: Keys,
  log: vscode.LogOutputChannel,
): TaskEngine {
  const clientFor = async (at: RecordProvider) => {
    const provider = providerOf(at);
    const key = await keys.get(provider);
    if (key === undefined) throw new JimengError({ kind: 'noKey' });
    const { createClient } = await import('../jimeng/calls.ts');
    return createClient({ provider, key });
  };
  return new TaskEngine({
    library,
    clientFor,
    clock: systemClock,
    timeout: () => readSettings().timeout,
    maxConcurrentTasks: () => readSettings().maxConcurrentTasks,
    onUnexpected: (error) => {
      log.error(error instanceof Error ? error : String(error));
    },
    onEvent: (id, event) => {
      logEvent(id, event, log);
    },
  });
}

function logEvent(id: string, event: GenerationEvent, log: vscode.LogOutputChannel): void {
  switch (event.type) {
    case 'submitted':
      log.info(`${id}: submitted, task ${event.task.taskId}`);
      break;
    case 'generating':
      log.debug(`${id}: ${event.word}`);
      break;
    case 'downloading':
      log.debug(`${id}: finished, images to download: ${event.total}`);
      break;
    case 'picture': {
      const { mimeType, width, height } = event.facts;
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

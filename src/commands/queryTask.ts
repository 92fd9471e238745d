import * as vscode from 'vscode';
import type { GenerationService } from '../host/generationService.ts';
import { reportUnexpectedError } from '../host/generationReporter.ts';
import { JimengError } from '../jimeng/index.ts';

export interface QueryTaskServices {
  readonly generationService: GenerationService;
  readonly log: vscode.LogOutputChannel;
}

/** `jimeng.queryTask`: follows a task by its id, and brings its pictures into the gallery. */
export function registerQueryTask(services: QueryTaskServices): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.queryTask', async (argument?: unknown) => {
    try {
      const { queryTask } = await import('./queryingTask.ts');
      await queryTask(argument, services.generationService);
    } catch (error) {
      if (!(error instanceof JimengError)) reportUnexpectedError(error, services.log);
    }
  });
}

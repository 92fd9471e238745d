import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import { unexpected } from '../host/reporter.ts';
import { JimengError } from '../jimeng/index.ts';

export interface QueryTaskDeps {
  readonly generator: Generator;
  readonly log: vscode.LogOutputChannel;
}

/** `jimeng.queryTask`: follows a task by its id, and brings its pictures into the gallery. */
export function registerQueryTask(deps: QueryTaskDeps): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.queryTask', async (argument?: unknown) => {
    try {
      const { queryTask } = await import('./queryingTask.ts');
      await queryTask(argument, deps.generator);
    } catch (error) {
      if (!(error instanceof JimengError)) unexpected(error, deps.log);
    }
  });
}

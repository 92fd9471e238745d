import * as vscode from 'vscode';
import { playgroundPath, writeInPlayground } from './documents.ts';

/** Opens a notebook with a Markdown cell and a code cell, neither of which is being edited. */
export async function openNotebook(): Promise<vscode.NotebookEditor> {
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# Title\n', 'text'] },
    { cell_type: 'code', metadata: {}, source: ['print(1)'], outputs: [], execution_count: null },
  ];
  const metadata = { language_info: { name: 'python' } };
  const content = { cells, metadata, nbformat: 4, nbformat_minor: 5 };
  await writeInPlayground('n.ipynb', JSON.stringify(content));
  const uri = vscode.Uri.file(playgroundPath('n.ipynb'));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  return vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.One });
}

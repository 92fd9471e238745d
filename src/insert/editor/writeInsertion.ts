import * as vscode from 'vscode';
import type { CombinedInsertion } from '../../languages/index.ts';
import { createSnippetPart } from './snippet.ts';

/** `changed`: the document has another version, and nothing was written. `readOnly`: its editor rejects edits. */
export type WriteResult = 'written' | 'changed' | 'readOnly';

/**
 * Writes an insertion into a document, as one undo step, and sets the cursors.
 *
 * Not as a `WorkspaceEdit`: VS Code writes that into an editor that the user made read-only as well.
 * @param editor shows the document. Without one, there are no cursors and no tab stops.
 * @param selectsAlts whether alt texts become tab stops. Otherwise the cursors go after the references.
 */
export async function writeInsertion(
  document: vscode.TextDocument,
  editor: vscode.TextEditor | undefined,
  insertion: CombinedInsertion,
  selectsAlts: boolean,
): Promise<WriteResult> {
  const { version } = document;
  if (!editor) {
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, toTextEdits(document, insertion));
    return (await vscode.workspace.applyEdit(edit)) ? 'written' : 'changed';
  }
  const edits = toTextEdits(document, insertion);
  const hasStops = selectsAlts && insertion.written.some(({ stops }) => stops.length > 0);
  const accepted = await editor.edit(
    (builder) => {
      for (const { range, newText } of edits) builder.replace(range, newText);
    },
    { undoStopBefore: true, undoStopAfter: !hasStops },
  );
  // VS Code reports success for an edit in an editor that the user made read-only, but does not apply it.
  if (document.version === version) return accepted ? 'readOnly' : 'changed';
  if (!accepted) return 'changed';
  if (hasStops) await selectAlts(editor, insertion);
  else setCursors(editor, insertion);
  editor.revealRange(editor.selection);
  return 'written';
}

/** The edits of an insertion into a document. */
export function toTextEdits(
  document: vscode.TextDocument,
  { edits }: CombinedInsertion,
): vscode.TextEdit[] {
  return edits.map(({ start, end, text }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return vscode.TextEdit.replace(range, text);
  });
}

function setCursors(editor: vscode.TextEditor, { written }: CombinedInsertion): void {
  const ends = written.map(({ end }) => editor.document.positionAt(end));
  if (ends.length > 0) editor.selections = ends.map((end) => new vscode.Selection(end, end));
}

/**
 * Makes the alt texts tab stops, by replacing what was written by a snippet of the same text. VS Code inserts one
 * snippet at several cursors only if they all get the same; otherwise the alt texts are just selected.
 */
async function selectAlts(
  editor: vscode.TextEditor,
  { textAfter, written }: CombinedInsertion,
): Promise<void> {
  const { document } = editor;
  const toRange = ({ start, end }: { start: number; end: number }) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const parts = written.flatMap((each) => createSnippetPart(textAfter, each) ?? []);
  const [first] = parts;
  if (first && parts.every(({ value }) => value === first.value)) {
    const snippet = new vscode.SnippetString(first.value);
    const options = { undoStopBefore: false, undoStopAfter: true, keepWhitespace: true };
    await editor.insertSnippet(snippet, parts.map(toRange), options);
    return;
  }
  editor.selections = written
    .flatMap(({ stops }) => stops)
    .map(toRange)
    .map(({ start, end }) => new vscode.Selection(start, end));
}

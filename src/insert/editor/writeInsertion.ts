import * as vscode from 'vscode';
import type { CombinedInsertion, TextRange } from '../../languages/index.ts';
import { focusEditor } from './revealEditor.ts';
import { createSnippet } from './snippet.ts';

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
  const snippet = createWholeSnippet(insertion, selectsAlts);
  const accepted = snippet
    ? await insertSnippet(editor, snippet)
    : await editor.edit(
        (builder) => {
          for (const { range, newText } of toTextEdits(document, insertion))
            builder.replace(range, newText);
        },
        { undoStopBefore: true, undoStopAfter: false },
      );
  // In an editor that the user has made read-only, VS Code accepts the edit and does nothing.
  if (document.version === version) return accepted ? 'readOnly' : 'changed';
  if (!accepted) return 'changed';
  if (!snippet) await setSelections(editor, insertion, selectsAlts);
  editor.revealRange(editor.selection);
  return 'written';
}

/** A snippet that replaces several ranges. */
interface InsertedSnippet {
  readonly value: string;
  /** Of the document before. */
  readonly ranges: readonly TextRange[];
}

/**
 * An insertion as one snippet, so that nothing comes between the text and its tab stops. VS Code inserts a snippet at
 * several cursors only if they all get the same.
 */
function createWholeSnippet(
  insertion: CombinedInsertion,
  selectsAlts: boolean,
): InsertedSnippet | undefined {
  const { edits, textAfter, written } = insertion;
  if (edits.length !== written.length) return undefined;
  let shift = 0;
  const values = edits.map(({ start, end, text }, index) => {
    const after = { start: start + shift, end: start + shift + text.length };
    shift += text.length - (end - start);
    const part = written[index];
    if (!part) return undefined;
    const stops = selectsAlts ? part.stops : [];
    const isInside = [...stops, { start: part.end, end: part.end }].every(
      (each) => after.start <= each.start && each.end <= after.end,
    );
    return isInside ? createSnippet(textAfter, { ...part, stops }, after)?.value : undefined;
  });
  const [value] = values;
  if (value === undefined || values.some((each) => each !== value)) return undefined;
  return { value, ranges: edits };
}

/** VS Code inserts nothing if the document has changed in the meantime. */
function insertSnippet(
  editor: vscode.TextEditor,
  { value, ranges }: InsertedSnippet,
  undoStopBefore = true,
): Thenable<boolean> {
  const options = { undoStopBefore, undoStopAfter: true, keepWhitespace: true };
  const { document } = editor;
  return editor.insertSnippet(
    new vscode.SnippetString(value),
    ranges.map((range) => toRange(document, range)),
    options,
  );
}

/** The edits of an insertion into a document. */
export function toTextEdits(
  document: vscode.TextDocument,
  { edits }: CombinedInsertion,
): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(toRange(document, edit), edit.text));
}

/**
 * Makes the alt texts tab stops, by replacing what was written by a snippet of the same text, or else selects them,
 * unless the document has changed: the user types.
 */
async function setSelections(
  editor: vscode.TextEditor,
  { textAfter, written }: CombinedInsertion,
  selectsAlts: boolean,
): Promise<void> {
  const { document } = editor;
  if (document.getText() !== textAfter) {
    await focusEditor(editor);
    return;
  }
  const parts = selectsAlts ? written.flatMap((each) => createSnippet(textAfter, each) ?? []) : [];
  const [first] = parts;
  if (first && parts.every(({ value }) => value === first.value)) {
    await insertSnippet(editor, { value: first.value, ranges: parts }, false);
    return;
  }
  const stops = written.flatMap((each) => (selectsAlts ? each.stops : []));
  const ends = written.map(({ end }) => ({ start: end, end }));
  const ranges = (stops.length > 0 ? stops : ends).map((each) => toRange(document, each));
  if (ranges.length > 0)
    editor.selections = ranges.map(({ start, end }) => new vscode.Selection(start, end));
  await focusEditor(editor);
}

function toRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

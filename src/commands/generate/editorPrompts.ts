import type * as vscode from 'vscode';
import { readCommentRules } from '../../host/commentRules.ts';

/** The prompts of an editor's selections, in the order of the document. */
export async function readSelectedPrompts(
  editor: vscode.TextEditor | undefined,
): Promise<string[]> {
  if (!editor) return [];
  const { extractPrompt } = await import('../../languages/index.ts');
  const commentRules = await readCommentRules(editor.document.languageId);
  const { document, selections } = editor;
  return [...selections]
    .sort((a, b) => a.start.compareTo(b.start))
    .map((selection) => extractPrompt(document.getText(selection), document, commentRules))
    .filter((prompt) => prompt !== '');
}

/** The prompt in the paragraph at an editor's cursor. Empty if there is none. */
export async function readParagraph(editor: vscode.TextEditor | undefined): Promise<string> {
  if (!editor) return '';
  const { extractParagraph } = await import('../../languages/index.ts');
  const { document, selection } = editor;
  const commentRules = await readCommentRules(document.languageId);
  const offset = document.offsetAt(selection.active);
  return extractParagraph(document.getText(), offset, document, commentRules);
}

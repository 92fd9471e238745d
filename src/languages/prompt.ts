import { maxParsedCharacters } from '../untrusted/limits.ts';
import { extractCommentText } from './comments/comment.ts';
import type { CommentRule } from './comments/commentSyntax.ts';
import { findLanguage } from './registry.ts';
import { reflow } from './text/reflow.ts';

/** The document of a selection. */
export interface SelectedDocument {
  /** VS Code's id of its language. */
  readonly languageId: string;
  /** Its name or path. */
  readonly fileName: string;
}

/**
 * The prompt in a selection: a comment without its markers, the text of a markup language without its markup,
 * anything else as it is, trimmed; so is a text that is too long to be read. Empty only for a selection without text.
 * @param commentRules the comments of the language in the installed language configurations
 */
export function extractPrompt(
  selectedText: string,
  { languageId, fileName }: SelectedDocument,
  commentRules: readonly CommentRule[] = [],
): string {
  const text = selectedText.replace(/\r\n?/g, '\n').trim();
  if (text.length > maxParsedCharacters) return text;
  const language = findLanguage(languageId, fileName);
  // VS Code may call a document plain text whose language is known by its extension.
  const [knownId = languageId] = language?.ids.includes(languageId) === false ? language.ids : [];
  const comment = extractCommentText(text, knownId, commentRules);
  const prompt = comment === undefined ? language?.readPrompt?.(text) : reflow(comment);
  return prompt === undefined || prompt === '' ? text : prompt;
}

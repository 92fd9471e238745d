import * as vscode from 'vscode';
import type * as languagesModule from '../../languages/index.ts';
import type { CombinedInsertion, ReferencedImage, TextRange } from '../../languages/index.ts';
import { findCell, getEol } from './documents.ts';
import type { InsertSettings } from '../insertOptions.ts';

type Languages = typeof languagesModule;

/** Where images go in a document, and what is selected there. */
export interface InsertRange extends TextRange {
  readonly isAfterPrompt: boolean;
  /** The alt text of the images, if it is the selected text. */
  readonly alt?: string;
}

/** What the references depend on besides the document. */
export interface PlanContext {
  readonly settings: InsertSettings;
  /** The text of the root document, for a part of a LaTeX document. */
  readonly rootText: string | undefined;
}

/** Plans how a document changes when images are inserted at all its cursors. */
export function planInsertion(
  document: vscode.TextDocument,
  ranges: readonly InsertRange[],
  images: readonly ReferencedImage[],
  { settings, rootText }: PlanContext,
  languages: Languages,
): CombinedInsertion {
  const { findLanguage, insertAtRanges, plainText } = languages;
  const language = findLanguage(document.languageId, document.fileName) ?? plainText;
  const { placement, referenceTemplate } = settings;
  const context = {
    eol: getEol(document),
    isCodeCell: findCell(document)?.kind === vscode.NotebookCellKind.Code,
    ...(referenceTemplate !== undefined && { template: referenceTemplate }),
    ...(rootText !== undefined && { rootText }),
  };
  return insertAtRanges(document.getText(), ranges, placement, (text, range, index, placement) => {
    const { isAfterPrompt = false, alt } = ranges[index] ?? {};
    const described = alt === undefined ? images : images.map((image) => ({ ...image, alt }));
    return language.insert(text, range, described, { ...context, placement, isAfterPrompt });
  });
}

/** Where images go for the selections of an editor. */
export function toInsertRanges(
  document: vscode.TextDocument,
  selections: readonly vscode.Selection[],
  mode: InsertSettings['selection'],
  { toAltText }: Languages,
): InsertRange[] {
  return selections.map((selection) => {
    const range = document.validateRange(selection);
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    if (mode === 'keep' || range.isEmpty) return { start: end, end, isAfterPrompt: !range.isEmpty };
    const alt = mode === 'altText' ? toAltText(document.getText(range)) : '';
    return { start, end, isAfterPrompt: false, ...(alt !== '' && { alt }) };
  });
}

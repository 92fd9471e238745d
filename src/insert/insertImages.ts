import type * as vscode from 'vscode';
import type { CombinedInsertion, InsertionNote } from '../languages/index.ts';
import type { InsertableImage, InsertedFile } from './imageFiles.ts';
import { readInsertSettings, type InsertSettings } from './insertSettings.ts';
import { planInsertion, toInsertRanges, type InsertRange } from './editor/planInsertion.ts';
import {
  choosePlace,
  copyImages,
  removeFiles,
  type InsertBlocked,
  type InsertQuestions,
  type PreparedImages,
} from './prepareImages.ts';
import { revealEditor, type EditorTarget } from './editor/revealEditor.ts';
import { writeInsertion, type WriteResult } from './editor/writeInsertion.ts';

/** The result of an insertion. If it failed, no copy of an image is left behind. */
export type InsertResult = InsertedImages | InsertBlocked;

/** Images that were inserted. */
export interface InsertedImages {
  readonly kind: 'inserted';
  readonly document: vscode.TextDocument;
  /** Of each image. */
  readonly files: readonly InsertedFile[];
  readonly references: PreparedImages['references'];
  readonly notes: readonly InsertionNote[];
}

/** VS Code rejects an edit if the document has changed in the meantime, such as by typing. */
const maxEditAttempts = 10;

/** Insertions, one after the other: each needs the focus, and the files and cursors of the one before. */
let queue: Promise<unknown> = Promise.resolve();

/** The last insertion, while its alt text is selected. */
let lastWritten: { document: string; version: number; written: CombinedInsertion['written'] } = {
  document: '',
  version: 0,
  written: [],
};

/**
 * Copies images to where the document can refer to them, and writes references at all its cursors, as one undo step.
 * Focuses the editor, so that Undo applies to it.
 * @param target where the user was last, if there is such a document
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function insertImages(
  images: readonly InsertableImage[],
  target: EditorTarget | undefined,
  questions: InsertQuestions,
): Promise<InsertResult> {
  if (!target) return { kind: 'blocked', reason: 'noEditor' };
  const { document } = target;
  const settings = readInsertSettings(document);
  const alts = await chooseAlts(images, settings, questions);
  if (!alts) return { kind: 'canceled' };
  const chosen = await choosePlace(images, document, questions);
  if (chosen.kind !== 'place') return chosen;
  const insertion = queue.then(async () => {
    const prepared = await copyImages(images, alts, chosen.place);
    return prepared.kind === 'prepared' ? insertPrepared(prepared, target, settings) : prepared;
  });
  queue = insertion.catch(() => undefined);
  return insertion;
}

async function insertPrepared(
  prepared: PreparedImages,
  target: EditorTarget,
  settings: InsertSettings,
): Promise<InsertResult> {
  const { files, references } = prepared;
  let written: WrittenInsertion | undefined;
  try {
    written = await writeReferences(target, prepared, settings);
  } finally {
    if (written?.result !== 'written') await removeFiles(files);
  }
  const { result, notes } = written;
  if (result !== 'written') return { kind: 'blocked', reason: result };
  return { kind: 'inserted', document: target.document, files, references, notes };
}

/** The alt texts of images: their prompts, or what the user enters. Undefined if the user dismisses the question. */
export async function chooseAlts(
  images: readonly InsertableImage[],
  { altText }: InsertSettings,
  { askAltText }: Pick<InsertQuestions, 'askAltText'>,
): Promise<string[] | undefined> {
  const { toAltText } = await import('../languages/index.ts');
  const alts: string[] = [];
  for (const { prompt } of images) {
    const proposal = toAltText(prompt);
    const alt = altText === 'ask' ? await askAltText(proposal) : proposal;
    if (alt === undefined) return undefined;
    alts.push(toAltText(alt));
  }
  return alts;
}

interface WrittenInsertion {
  readonly result: WriteResult;
  readonly notes: readonly InsertionNote[];
}

async function writeReferences(
  target: EditorTarget,
  { references }: PreparedImages,
  settings: InsertSettings,
): Promise<WrittenInsertion> {
  const languages = await import('../languages/index.ts');
  const { document } = target;
  const editor = document.isClosed ? undefined : await revealEditor(target);
  // Shown again, its selections may have been lost.
  if (editor && editor !== target.editor) editor.selections = target.selections;
  for (let attempt = 0; attempt < maxEditAttempts && !document.isClosed; attempt++) {
    const selections = editor?.selections ?? target.selections;
    const ranges = toInsertRanges(document, selections, settings.selection, languages);
    const free = ranges.map((range) => leaveLastReference(range, document));
    const plan = planInsertion(document, free, references, settings, languages);
    const result = await writeInsertion(document, editor, plan, settings.altText === 'select');
    if (result === 'changed') continue;
    const { version } = document;
    if (result === 'written')
      lastWritten = { document: document.uri.toString(), version, written: plan.written };
    return { result, notes: plan.notes };
  }
  return { result: 'changed', notes: [] };
}

/** The next image goes behind the last one, not into its alt text, which is still selected. */
function leaveLastReference(range: InsertRange, document: vscode.TextDocument): InsertRange {
  const { document: lastDocument, version, written } = lastWritten;
  if (lastDocument !== document.uri.toString() || version !== document.version) return range;
  const last = written.find(({ stops }) =>
    stops.some(({ start, end }) => start <= range.start && range.end <= end),
  );
  return last ? { start: last.end, end: last.end, isAfterPrompt: false } : range;
}

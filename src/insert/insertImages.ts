import { posix } from 'node:path';
import type * as vscode from 'vscode';
import type * as languagesModule from '../languages/index.ts';
import type { CombinedInsertion, InsertionNote, TextRange } from '../languages/index.ts';
import type { InsertableImage, InsertedFile } from './imageFiles.ts';
import type { InsertOptions } from './insertOptions.ts';
import {
  planInsertion,
  toInsertRanges,
  type InsertRange,
  type PlanContext,
} from './editor/planInsertion.ts';
import type { Place } from './place/place.ts';
import { planImages } from './planImages.ts';
import { removeFiles, type InsertBlocked, type PreparedImages } from './prepareImages.ts';
import { isReadOnly } from './editor/readOnly.ts';
import { revealEditor, type EditorTarget } from './editor/revealEditor.ts';
import { writeInsertion, type WriteResult } from './editor/writeInsertion.ts';

type Languages = typeof languagesModule;

/** The result of an insertion. If it failed, no copy of an image remains. */
export type InsertResult = InsertedImages | InsertBlocked;

/** Images that were inserted. */
export interface InsertedImages {
  readonly kind: 'inserted';
  readonly document: vscode.TextDocument;
  /** Of each image. */
  readonly files: readonly InsertedFile[];
  readonly references: PreparedImages['references'];
  readonly place: Place;
  readonly notes: readonly InsertionNote[];
}

/** VS Code rejects an edit if the document has changed in the meantime, such as by typing. */
const maxEditAttempts = 10;

/** Insertions, one after the other: each needs the focus, and the files and cursors of the one before. */
let queue: Promise<unknown> = Promise.resolve();

/** An insertion whose alt text is selected, or was typed over. */
interface LastInsertion {
  readonly document: string;
  readonly version: number;
  readonly written: CombinedInsertion['written'];
  readonly paths: readonly string[];
}

let lastInsertion: LastInsertion = { document: '', version: 0, written: [], paths: [] };

/**
 * Copies images to where the document can refer to them, and writes references at all its cursors, as one undo step.
 * Focuses the editor, so that Undo applies to it.
 * @param target where the user was last, if there is such a document
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function insertImages(
  images: readonly InsertableImage[],
  target: EditorTarget | undefined,
  options: InsertOptions,
): Promise<InsertResult> {
  if (!target) return { kind: 'blocked', reason: 'noEditor' };
  const { document } = target;
  const settings = options.readSettings(document);
  const planned = await planImages(images, document, settings, options);
  if (planned.kind !== 'planned') return planned;
  const { place, rootText } = planned;
  const insertion = queue.then(async (): Promise<InsertResult> => {
    // While the user was asked, the document may have changed.
    if (document.isClosed) return { kind: 'blocked', reason: 'changed' };
    if (await isReadOnly(document)) return { kind: 'blocked', reason: 'readOnly' };
    const prepared = await planned.copy();
    if (prepared.kind !== 'prepared') return prepared;
    const result = await insertPrepared(prepared, target, { settings, rootText });
    return result.kind === 'inserted' ? { ...result, place } : result;
  });
  queue = insertion.catch(() => undefined);
  return insertion;
}

async function insertPrepared(
  prepared: PreparedImages,
  target: EditorTarget,
  context: PlanContext,
): Promise<Omit<InsertedImages, 'place'> | InsertBlocked> {
  const { files, references } = prepared;
  let written: WrittenInsertion | undefined;
  try {
    written = await writeReferences(target, prepared, context);
  } finally {
    if (written?.result !== 'written') await removeFiles(files);
  }
  const { result, notes } = written;
  if (result !== 'written') return { kind: 'blocked', reason: result };
  return { kind: 'inserted', document: target.document, files, references, notes };
}

interface WrittenInsertion {
  readonly result: WriteResult;
  readonly notes: readonly InsertionNote[];
}

async function writeReferences(
  target: EditorTarget,
  { references }: PreparedImages,
  context: PlanContext,
): Promise<WrittenInsertion> {
  const languages = await import('../languages/index.ts');
  const { document } = target;
  const { settings } = context;
  const editor = document.isClosed ? undefined : await revealEditor(target);
  // An editor that is shown again may have lost its selections.
  if (editor && editor !== target.editor) editor.selections = target.selections;
  for (let attempt = 0; attempt < maxEditAttempts && !document.isClosed; attempt++) {
    const selections = editor?.selections ?? target.selections;
    const ranges = toInsertRanges(document, selections, settings.selection, languages);
    const free = ranges.map((range) => leaveLastReference(range, document, languages));
    const plan = planInsertion(document, free, references, context, languages);
    const result = await writeInsertion(document, editor, plan, settings.altText === 'select');
    if (result === 'changed') continue;
    // The user may have typed since.
    const isCurrent = result === 'written' && document.getText() === plan.textAfter;
    if (isCurrent) {
      const { uri, version } = document;
      const paths = references.map(({ path }) => path);
      lastInsertion = { document: uri.toString(), version, written: plan.written, paths };
    }
    return { result, notes: plan.notes };
  }
  return { result: 'changed', notes: [] };
}

/** The next image goes after the last one, not into its alt text, where the cursor still is. */
function leaveLastReference(
  range: InsertRange,
  document: vscode.TextDocument,
  { findLanguage }: Languages,
): InsertRange {
  const last = lastInsertion;
  if (last.document !== document.uri.toString()) return range;
  const contains = ({ start, end }: TextRange) => start <= range.start && range.end <= end;
  if (last.version === document.version) {
    const written = last.written.find(({ stops }) => stops.some(contains));
    return written ? { start: written.end, end: written.end, isAfterPrompt: false } : range;
  }
  // Typed over since, or back after an Undo.
  const names = last.paths.map((path) => posix.basename(path));
  const language = findLanguage(document.languageId, document.fileName);
  const reference = language
    ?.findReferences(document.getText())
    .find(({ path, alt }) => alt && contains(alt) && names.includes(posix.basename(path.value)));
  return reference ? { start: reference.end, end: reference.end, isAfterPrompt: false } : range;
}

import * as vscode from 'vscode';
import { findOpenDocument, readDocument } from './readDocument.ts';

/** An insertion in a record. */
export interface RecordedInsertion {
  readonly uri: string;
  readonly file?: string;
}

/** Returns the insertions whose documents no longer refer to their files. Insertions that cannot be checked are not included. */
export async function findStaleInsertions<T extends RecordedInsertion>(
  insertions: readonly T[],
): Promise<T[]> {
  const stale: T[] = [];
  for (const insertion of insertions) if (await isStale(insertion)) stale.push(insertion);
  return stale;
}

async function isStale({ uri, file }: RecordedInsertion): Promise<boolean> {
  if (file === undefined) return false;
  try {
    const document = vscode.Uri.parse(uri, true);
    const text = await readDocument(document);
    if (text === undefined) return false;
    const { findLanguage, mentionsFile } = await import('../languages/index.ts');
    const open = findOpenDocument(document);
    const language = findLanguage(open?.languageId ?? 'plaintext', document.path);
    const name = vscode.Uri.parse(file, true).path.split('/').at(-1) ?? '';
    return !mentionsFile(text, name, language);
  } catch {
    // The record may come from another program.
    return false;
  }
}

import * as vscode from 'vscode';
import type { ReferencedImage } from '../languages/index.ts';
import { chooseDestination } from './destination.ts';
import { getBaseFile } from './editor/documents.ts';
import { getRelativePath } from './relativePath.ts';

/** A folder for images, and how a document refers to a file in it. */
export interface InsertPlace {
  /** May not exist yet. */
  readonly folder: vscode.Uri;
  /** Undefined if the document cannot refer to the file, such as from another drive. */
  readonly describe: (file: vscode.Uri) => Pick<ReferencedImage, 'path' | 'form'> | undefined;
}

/** The places for the images of a document, best first. None for an untitled document without a workspace. */
export function listPlaces(document: vscode.TextDocument): Promise<readonly InsertPlace[]> {
  const base = getBaseFile(document);
  if (!base) return Promise.resolve([]);
  const folders = [base.with({ path: chooseDestination(base).path })];
  for (const { uri } of vscode.workspace.workspaceFolders ?? [])
    folders.push(vscode.Uri.joinPath(uri, 'images'));
  const distinct = new Map(folders.map((folder) => [folder.toString(), folder]));
  return Promise.resolve([...distinct.values()].map((folder) => createPlace(base, folder)));
}

/** A folder that the user has chosen. */
export function createPlace(base: vscode.Uri, folder: vscode.Uri): InsertPlace {
  return {
    folder,
    describe: (file) => {
      const path = getRelativePath(base, file);
      return path === undefined ? undefined : { path, form: 'path' };
    },
  };
}

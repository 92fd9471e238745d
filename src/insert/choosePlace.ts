import * as vscode from 'vscode';
import { getBaseFile, isUntitled } from './editor/documents.ts';
import type { InsertSettings, PlaceFinder } from './insertOptions.ts';
import { createChosenPlace, findPlaces } from './place/findPlaces.ts';
import type { LatexRootSettings, Place, PlaceDocument } from './place/place.ts';
import { findRootText } from './place/rootText.ts';
import { projectReader } from './projectReader.ts';

/** The places for the images of a document, and what is known about its project. */
export interface FoundPlaces extends PlaceFinder {
  /** Best first. None for an untitled document without a workspace. */
  readonly places: readonly Place[];
  /** The text of the root document, for a part of a LaTeX document. */
  readonly rootText: string | undefined;
}

/** Looks for the places for the images of a document. */
export async function findPlacesFor(
  document: vscode.TextDocument,
  settings: InsertSettings,
): Promise<FoundPlaces> {
  const placeDocument = await describeDocument(document);
  const folders = listWorkspaceFolders();
  const places = await findPlaces(placeDocument, folders, settings, projectReader);
  const rootText = await findRootText(placeDocument, folders, projectReader);
  const createPlace = (folder: vscode.Uri) =>
    createChosenPlace(placeDocument, folders, folder, projectReader);
  return { places, rootText, createPlace };
}

async function describeDocument(document: vscode.TextDocument): Promise<PlaceDocument> {
  const { findLanguage } = await import('../languages/index.ts');
  const { languageId, fileName } = document;
  const text = document.getText();
  const baseFolder = findLanguage(languageId, fileName)?.readBaseFolder?.(text);
  return {
    uri: getBaseFile(document) ?? document.uri,
    languageId,
    text,
    isUntitled: isUntitled(document),
    ...(baseFolder !== undefined && { baseFolder }),
    ...(languageId.includes('tex') && { latexRoots: readLatexRoots(document.uri) }),
  };
}

/** Only what the user has set: by default, LaTeX Workshop looks at every file. */
function readLatexRoots(uri: vscode.Uri): LatexRootSettings {
  const section = 'latex-workshop.latex.search.rootFiles';
  const configuration = vscode.workspace.getConfiguration(section, uri);
  const read = (name: string) => {
    const value: unknown = configuration.get(name);
    const globs = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
    return globs.slice(0, maxGlobs);
  };
  return {
    include: read('include').filter((each) => each !== '**/*.tex'),
    exclude: read('exclude'),
  };
}

/** Settings of a workspace are data of others. */
const maxGlobs = 50;

function listWorkspaceFolders(): vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
}

import type * as vscode from 'vscode';
import type { Placement } from '../languages/index.ts';
import type { Place, PlaceSettings } from './place/place.ts';

/** The settings of how images are inserted into a document. */
export interface InsertSettings extends PlaceSettings {
  readonly placement: Placement;
  /** What happens to a selection: the image follows it, replaces it, or replaces it and uses it as the alt text. */
  readonly selection: 'keep' | 'replace' | 'altText';
  /** Whether the alt text is selected, asked for, or just the prompt. */
  readonly altText: 'select' | 'ask' | 'prompt';
  /** The template of file names. The user is asked for each name if it is `ask`. */
  readonly fileName: string;
  /** The user's own reference in the language of the document. */
  readonly referenceTemplate?: string;
}

/** The settings of an insertion, and what the user is asked. */
export interface InsertOptions {
  readonly readSettings: (document: vscode.TextDocument) => InsertSettings;
  /** Whether to save in this folder, which is outside of the workspace. Where links lead there, its real path. */
  readonly confirmFolder: (folder: string) => Promise<boolean>;
  /** The alt text of an image. Undefined if the user cancels. */
  readonly askAltText: (proposal: string, step: Step) => Promise<string | undefined>;
  /** The name of the file for an image, as it is typed. Undefined if the user cancels. */
  readonly askFileName: (proposal: string, step: Step) => Promise<string | undefined>;
  /** The place for the images, instead of the best one. Undefined if the user cancels. */
  readonly choosePlace?: (
    places: readonly Place[],
    finder: PlaceFinder,
  ) => Promise<Place | undefined>;
}

/** Which image a question is about. */
export interface Step {
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

/** Creates places for the images of a document. */
export interface PlaceFinder {
  /** A folder of the user's choice as a place. Undefined if the document cannot refer to it. */
  readonly createPlace: (folder: vscode.Uri) => Promise<Place | undefined>;
}

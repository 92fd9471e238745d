import * as vscode from 'vscode';
import type { Placement } from '../languages/index.ts';

const placements = ['auto', 'below', 'cursor'] as const satisfies readonly Placement[];
const selectionModes = ['keep', 'replace', 'altText'] as const;
const altTextModes = ['select', 'ask', 'prompt'] as const;

/** The settings of how a reference is written. */
export interface InsertSettings {
  readonly placement: Placement;
  /** What becomes of a selection: the image goes behind it, replaces it, or gets it as its alt text. */
  readonly selection: (typeof selectionModes)[number];
  /** Whether the alt text is selected, asked for, or just the prompt. */
  readonly altText: (typeof altTextModes)[number];
  /** The user's own reference for the language of the document. */
  readonly template?: string;
}

/** Reads the settings for a document. What is invalid counts as not set. */
export function readInsertSettings(document: vscode.TextDocument): InsertSettings {
  const configuration = vscode.workspace.getConfiguration('jimeng.insert', document);
  const read = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
    const value = configuration.get<unknown>(name);
    return values.find((each) => each === value) ?? values[0];
  };
  const references = configuration.get<unknown>('reference');
  const template = isObject(references) ? references[document.languageId] : undefined;
  return {
    placement: read('placement', placements),
    selection: read('selection', selectionModes),
    altText: read('altText', altTextModes),
    ...(typeof template === 'string' && { template }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

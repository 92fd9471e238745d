import { posix } from 'node:path';
import type * as vscode from 'vscode';
import { fillFileName, fitTypedName } from './fileNameTemplate.ts';
import type { InsertableImage } from './imageFiles.ts';
import type { InsertOptions, InsertSettings } from './insertOptions.ts';
import type { Place } from './place/place.ts';
import {
  choosePlace,
  copyImages,
  type InsertBlocked,
  type PreparedImages,
} from './prepareImages.ts';

/** Images whose places, names, and alt texts have been decided. Nothing has been written. */
export interface PlannedImages {
  readonly kind: 'planned';
  readonly place: Place;
  /** The text of the root document, for a part of a LaTeX document. */
  readonly rootText: string | undefined;
  /** Copies the images. @throws vscode.FileSystemError if the folder cannot be written */
  readonly copy: () => Promise<PreparedImages | InsertBlocked>;
}

/** Decides where images go, and asks the user if the settings require it. */
export async function planImages(
  images: readonly InsertableImage[],
  document: vscode.TextDocument,
  settings: InsertSettings,
  options: InsertOptions,
): Promise<PlannedImages | InsertBlocked> {
  const chosen = await choosePlace(images, document, settings, options);
  if (chosen.kind !== 'place') return chosen;
  const { place, rootText } = chosen;
  const alts = await chooseAlts(images, settings, options);
  const names = alts && (await chooseNames(images, document, settings, options));
  if (!names) return { kind: 'canceled' };
  const copy = () => copyImages(images, alts, names, place);
  return { kind: 'planned', place, rootText, copy };
}

/** The alt texts of images: their prompts, or what the user enters. Undefined if the user cancels. */
async function chooseAlts(
  images: readonly InsertableImage[],
  { altText }: InsertSettings,
  { askAltText }: InsertOptions,
): Promise<string[] | undefined> {
  const { toAltText } = await import('../languages/index.ts');
  const alts: string[] = [];
  for (const [index, { prompt }] of images.entries()) {
    const step = { number: index + 1, count: images.length };
    const proposal = toAltText(prompt);
    const alt = altText === 'ask' ? await askAltText(proposal, step) : proposal;
    if (alt === undefined) return undefined;
    alts.push(toAltText(alt));
  }
  return alts;
}

/** The default of the setting, which is proposed if the user is asked for names. */
const defaultTemplate = '${prompt}';

/** The names of files for images, by the template or from the user. Undefined if the user cancels. */
async function chooseNames(
  images: readonly InsertableImage[],
  document: vscode.TextDocument,
  { fileName }: InsertSettings,
  { askFileName }: InsertOptions,
): Promise<string[] | undefined> {
  const isAsked = fileName === 'ask';
  const template = isAsked ? defaultTemplate : fileName;
  const documentName = posix.basename(document.uri.path);
  const names: string[] = [];
  for (const [index, image] of images.entries()) {
    const step = { number: index + 1, count: images.length };
    const extension = posix.extname(image.source.path);
    const proposal = fillFileName(template, image, documentName, extension);
    const name = isAsked ? await askFileName(proposal, step) : proposal;
    if (name === undefined) return undefined;
    names.push(isAsked ? fitTypedName(name, extension) : name);
  }
  return names;
}

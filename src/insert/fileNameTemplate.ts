import { createFileStem, limitStem, maxStemBytes } from './fileName.ts';

/** What an image is named after. */
export interface NamedImage {
  readonly prompt: string;
  /** When it was generated, in milliseconds since the epoch. */
  readonly createdAt: number;
  /** Its number in its generation, from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Unknown after an import, or if none was chosen. */
  readonly model?: string;
  readonly provider?: string;
  readonly seed?: number;
}

/** Minimum length of the prompt in a name, however long the rest is. */
const minPromptBytes = 40;

/**
 * The name of an image file by the setting `jimeng.insert.fileName`, valid on every file system.
 * @param documentName the file name of the document
 * @param extension such as `.png`
 */
export function fillFileName(
  template: string,
  image: NamedImage,
  documentName: string,
  extension: string,
): string {
  const fill = (prompt: string) => fillPlaceholders(template, image, documentName, prompt);
  // The prompt is shortened for the rest, such as a date after it.
  const restBytes = Buffer.byteLength(fill(''));
  const promptBytes = Math.max(maxStemBytes - restBytes, minPromptBytes);
  return toFileStem(fill(createFileStem(image.prompt, promptBytes))) + extension;
}

function fillPlaceholders(
  template: string,
  image: NamedImage,
  documentName: string,
  prompt: string,
): string {
  const { createdAt, number, width, height, model, provider, seed } = image;
  const date = new Date(createdAt);
  const pad = (value: number) => String(value).padStart(2, '0');
  const values: Readonly<Record<string, string | number | undefined>> = {
    prompt,
    date: [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-'),
    time: [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join('-'),
    index: number,
    width,
    height,
    documentBaseName: documentName.replace(/(?<=.)\.[^.]*$/s, ''),
    model,
    provider,
    seed,
  };
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Characters that Windows does not allow, path separators, and invisible characters. */
const refused = /[<>:"/\\|?*\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * A name that a user has typed, or that a template makes, without its extension and valid on every file system.
 * @returns `image` if nothing is left
 */
export function toFileStem(text: string): string {
  const clean = text
    .replace(refused, '-')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // Where a placeholder has no value.
    .replace(/([-_ ])[-_ ]+/g, '$1');
  return limitStem(trimStem(clean));
}

/** The name that a user has typed, with or without an extension, as one that is valid and has this extension. */
export function fitTypedName(text: string, extension: string): string {
  return toFileStem(text.trim().replace(/\.(?:png|jpe?g|webp|gif|avif)$/i, '')) + extension;
}

/** Names neither start with a period, which hides them, nor end with one, or with a space. */
function trimStem(stem: string): string {
  return stem.replace(/^[-_. ]+/, '').replace(/(?<![-_. ])[-_. ]+$/, '');
}

import { maxNamingCharacters } from '../untrusted/limits.ts';

/** Characters as a reader counts them, before the extension. */
const maxStemCharacters = 60;

/**
 * Before the extension. With a number and an extension, names stay below the 143 bytes of eCryptfs, the
 * shortest limit of the file systems in use: https://unix.stackexchange.com/a/32834
 */
export const maxStemBytes = 130;

/**
 * A readable name for the image of a prompt, valid on every file system: `a-cat-on-the-moon.png`.
 * @param extension of the image that is copied, such as `.png`: the library names its files by their types
 */
export function createFileName(prompt: string, extension: string): string {
  return createFileStem(prompt) + extension;
}

/**
 * The name without its extension: letters, digits and single hyphens, or `image` if the prompt has no letter and no
 * digit.
 */
export function createFileStem(prompt: string, maxBytes: number = maxStemBytes): string {
  const parts = prompt
    .slice(0, maxNamingCharacters)
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    // Joiners, bidi controls and fillers are invisible. An apostrophe does not end a word.
    .replace(/\p{Default_Ignorable_Code_Point}|['’]/gu, '')
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu);
  // Without the removed characters, a letter can be followed by an accent that composes with it.
  const limits = { bytes: maxBytes, characters: maxStemCharacters };
  return replaceReserved(truncateStem((parts ?? []).join('-').normalize('NFC'), limits));
}

/** A stem that is short enough for every file system, and no name that Windows reserves. */
export function limitStem(stem: string): string {
  return replaceReserved(truncateStem(stem, { bytes: maxStemBytes, characters: Infinity }));
}

function replaceReserved(stem: string): string {
  return stem === '' ? 'image' : stem.replace(windowsDevice, (device) => `${device}-image`);
}

/** Also before an extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions */
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*\.|\s*$)/i;

/** How long a stem may be. */
interface StemLimits {
  readonly bytes: number;
  readonly characters: number;
}

/** Cuts after the last word that fits, or inside a word if less than half of what fits would be left. */
function truncateStem(stem: string, limits: StemLimits): string {
  const byGrapheme = takeFittingPrefix(stem, graphemes, limits);
  if (byGrapheme === stem) return stem;
  const byWord = takeFittingPrefix(stem, words, limits);
  const truncated = byWord.length * 2 >= byGrapheme.length ? byWord : byGrapheme;
  return truncated.replace(/(?<![-_. ])[-_. ]+$/, '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** The segments that fit together. */
function takeFittingPrefix(stem: string, segmenter: Intl.Segmenter, limits: StemLimits): string {
  let end = 0;
  let bytes = 0;
  let characters = 0;
  for (const { index, segment } of segmenter.segment(stem)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limits.bytes) break;
    characters += segmenter === graphemes ? 1 : [...graphemes.segment(segment)].length;
    if (characters > limits.characters) break;
    end = index + segment.length;
  }
  return stem.slice(0, end);
}

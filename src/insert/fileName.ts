/** At most this many characters as a reader counts them, before the extension. */
const maxStemCharacters = 60;

/** At most this many bytes before the extension: with a number and an extension a name stays below the 143 that eCryptfs allows, the least of the file systems in use. */
const maxStemBytes = 130;

const extensionByMimeType = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
} as const;

/** The picture types that a file name can be made for. */
export type ImageMimeType = keyof typeof extensionByMimeType;

/** A readable name for the picture of a prompt, good on every file system: `a-cat-on-the-moon.png`. */
export function createFileName(prompt: string, mimeType: ImageMimeType): string {
  return `${createFileStem(prompt)}.${extensionByMimeType[mimeType]}`;
}

/** The name without its extension: letters, digits and single hyphens; `image` when the prompt has neither letter nor digit. */
export function createFileStem(prompt: string): string {
  const words = prompt
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    // Joiners, bidi controls and fillers cannot be seen; an apostrophe belongs inside its word.
    .replace(/\p{Default_Ignorable_Code_Point}|['’]/gu, '')
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu);
  // Leaving characters out can put a letter beside an accent that composes with it.
  const stem = truncateStem((words ?? []).join('-').normalize('NFC'));
  if (stem === '') return 'image';
  return isWindowsDevice(stem) ? `${stem}-image` : stem;
}

function isWindowsDevice(stem: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/.test(stem);
}

/** Cuts after the last whole word that fits, or inside it where that would leave less than half. */
function truncateStem(stem: string): string {
  const byGrapheme = takeFittingPrefix(stem, 'grapheme');
  if (byGrapheme === stem) return stem;
  const byWord = takeFittingPrefix(stem, 'word');
  const truncated = byWord.length * 2 >= byGrapheme.length ? byWord : byGrapheme;
  return truncated.replace(/-+$/, '');
}

function takeFittingPrefix(stem: string, granularity: 'grapheme' | 'word'): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('en', { granularity }).segment(stem)) {
    if (!fits(stem.slice(0, index + segment.length))) break;
    end = index + segment.length;
  }
  return stem.slice(0, end);
}

function fits(text: string): boolean {
  if (Buffer.byteLength(text) > maxStemBytes) return false;
  return [...new Intl.Segmenter('en').segment(text)].length <= maxStemCharacters;
}

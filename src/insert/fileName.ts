/** At most this many characters as a reader counts them, before the extension. */
const maxCharacters = 60;

/** At most this many bytes before the extension: with a number and an extension a name stays below the 143 that eCryptfs allows, the least of the file systems in use. */
const maxBytes = 130;

const extensions = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
} as const;

/** The picture types that a file name can be made for. */
export type PictureMimeType = keyof typeof extensions;

/** A readable name for the picture of a prompt, good on every file system: `a-cat-on-the-moon.png`. */
export function fileNameFor(prompt: string, mimeType: PictureMimeType): string {
  return `${stemFor(prompt)}.${extensions[mimeType]}`;
}

/** The name without its extension: letters, digits and single hyphens; `image` when the prompt has neither letter nor digit. */
export function stemFor(prompt: string): string {
  const words = prompt
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    // Joiners, bidi controls and fillers cannot be seen; an apostrophe belongs inside its word.
    .replace(/\p{Default_Ignorable_Code_Point}|['’]/gu, '')
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu);
  // Leaving characters out can put a letter beside an accent that composes with it.
  const stem = shorten((words ?? []).join('-').normalize('NFC'));
  if (stem === '') return 'image';
  return isWindowsDevice(stem) ? `${stem}-image` : stem;
}

function isWindowsDevice(stem: string): boolean {
  return /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/.test(stem);
}

/** Cuts after the last whole word that fits, or inside it where that would leave less than half. */
function shorten(stem: string): string {
  const whole = longestFitting(stem, 'grapheme');
  if (whole === stem) return stem;
  const atWord = longestFitting(stem, 'word');
  const cut = atWord.length * 2 >= whole.length ? atWord : whole;
  return cut.replace(/-+$/, '');
}

function longestFitting(stem: string, granularity: 'grapheme' | 'word'): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('en', { granularity }).segment(stem)) {
    if (!fits(stem.slice(0, index + segment.length))) break;
    end = index + segment.length;
  }
  return stem.slice(0, end);
}

function fits(text: string): boolean {
  if (Buffer.byteLength(text) > maxBytes) return false;
  return [...new Intl.Segmenter('en').segment(text)].length <= maxCharacters;
}

/** Lines of text, set to fit a box. */
export interface SetText {
  lines: string[];
  /** Height of the letters, in pixels. */
  fontSize: number;
}

/** Distance between lines, in letter heights. */
export const leading = 1.3;

/** Breaks `text` into lines, in the largest letters up to `largest` that keep within the box. */
export function fitText(text: string, width: number, height: number, largest: number): SetText {
  const words = text.match(wordPattern) ?? [];
  const smallest = largest / 4;
  for (let fontSize = largest; ; fontSize *= 0.9) {
    const lines = wrap(words, width / fontSize);
    const room = Math.floor(height / (fontSize * leading));
    if (lines.length <= room) return { lines, fontSize };
    if (fontSize < smallest) return { lines: [...lines.slice(0, room - 1), '…'], fontSize };
  }
}

/** Chinese, Japanese and Korean may break after any letter; other scripts between words. */
const wordPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]|\s+|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]{1,24}/gu;

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && widthOf(line + word.trimEnd()) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}

/** A rough width in letter heights: good enough for a sans-serif of any family. */
function widthOf(text: string): number {
  const wide = text.match(wideLetter)?.length ?? 0;
  return wide + (text.length - wide) * 0.56;
}

const wideLetter = /[\u2e80-\uffef]/g;

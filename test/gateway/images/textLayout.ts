/** Lines of text, set to fit a box. */
export interface TextLayout {
  lines: string[];
  /** Height of the letters, in pixels. */
  fontSize: number;
}

/** Distance between lines, in letter heights. */
export const lineSpacing = 1.3;

/** Breaks `text` into lines, in the largest letters up to `largest` that keep within the box. */
export function fitTextToBox(
  text: string,
  width: number,
  height: number,
  maxFontSize: number,
): TextLayout {
  const words = text.match(wordPattern) ?? [];
  const minFontSize = maxFontSize / 4;
  for (let fontSize = maxFontSize; ; fontSize *= 0.9) {
    const lines = wrap(words, width / fontSize);
    const maxLines = Math.floor(height / (fontSize * lineSpacing));
    if (lines.length <= maxLines) return { lines, fontSize };
    if (fontSize < minFontSize) return { lines: [...lines.slice(0, maxLines - 1), '…'], fontSize };
  }
}

/** Chinese, Japanese and Korean may break after any letter; other scripts between words. */
const wordPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]|\s+|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]{1,24}/gu;

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && textWidth(line + word.trimEnd()) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}

/** A rough width in letter heights: good enough for a sans-serif of any family. */
function textWidth(text: string): number {
  const wideCount = text.match(wideCharacter)?.length ?? 0;
  return wideCount + (text.length - wideCount) * 0.56;
}

const wideCharacter = /[\u2e80-\uffef]/g;

import {
  maxJsonDepth,
  maxJsonMarks,
  maxJsonNameCharacters,
  maxJsonOuterCharacters,
  maxJsonValues,
} from '../../untrusted/limits.ts';

/** The values at the start of a JSON text that are whole and within the limits. */
export interface JsonStart {
  /** Whether the rest has been read too, or is invalid JSON in any case. */
  readonly isWithinLimits: boolean;
  /** The index after the last of these values. */
  readonly end: number;
  /** The brackets that are missing there. */
  readonly closing: string;
}

/**
 * Finds what of a JSON text can be parsed in a short time. The time grows with the length of the
 * text, whatever is in it, and ends at the first limit that is exceeded.
 */
export function findJsonStart(text: string): JsonStart {
  const closing: number[] = [];
  let [end, depth] = [0, 0];
  let [values, marks, nameLength, inStrings] = [0, 0, 0, 0];
  const toStart = (isWithinLimits: boolean): JsonStart => ({
    isWithinLimits,
    end,
    closing: String.fromCharCode(...closing.slice(0, depth).reverse()),
  });
  for (let index = 0; index < text.length; index++) {
    if (index - inStrings > maxJsonOuterCharacters) return toStart(false);
    switch (text.charCodeAt(index)) {
      case quote: {
        const start = index;
        for (
          index = text.indexOf('"', index + 1);
          index >= 0;
          index = text.indexOf('"', index + 1)
        ) {
          if (++marks > maxJsonMarks) return toStart(false);
          if (!isEscaped(text, index)) break;
        }
        if (index < 0) return toStart(true);
        nameLength = index - start;
        inStrings += nameLength;
        break;
      }
      case colon:
        if (nameLength > maxJsonNameCharacters) return toStart(false);
        break;
      case openBrace:
      case openBracket:
        // The closing bracket follows the opening one by 2 in ASCII.
        closing.push(text.charCodeAt(index) + 2);
        if (++values > maxJsonValues || closing.length > maxJsonDepth) return toStart(false);
        break;
      case comma:
        [end, depth] = [index, closing.length];
        if (++values > maxJsonValues) return toStart(false);
        break;
      case closeBrace:
      case closeBracket:
        if (closing.pop() === undefined) return toStart(true);
        [end, depth] = [index + 1, closing.length];
    }
  }
  return toStart(true);
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const backslash = 0x5c;

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (index - start) % 2 === 1;
}

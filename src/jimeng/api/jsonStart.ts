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
  let end = 0;
  let depth = 0;
  let values = 0;
  let marks = 0;
  let nameLength = 0;
  let inStrings = 0;
  for (let index = 0; index < text.length; index++) {
    if (index - inStrings > maxJsonOuterCharacters)
      return toStart(false, end, closing.slice(0, depth));
    switch (text.charCodeAt(index)) {
      case quote: {
        const start = index;
        for (
          index = text.indexOf('"', index + 1);
          index >= 0;
          index = text.indexOf('"', index + 1)
        ) {
          if (++marks > maxJsonMarks) return toStart(false, end, closing.slice(0, depth));
          if (!isEscaped(text, index)) break;
        }
        if (index < 0) return toStart(true, end, closing.slice(0, depth));
        nameLength = index - start;
        inStrings += nameLength;
        break;
      }
      case colon:
        if (nameLength > maxJsonNameCharacters) return toStart(false, end, closing.slice(0, depth));
        break;
      case openBrace:
      case openBracket:
        // The closing bracket follows the opening one by 2 in ASCII.
        closing.push(text.charCodeAt(index) + 2);
        if (++values > maxJsonValues || closing.length > maxJsonDepth)
          return toStart(false, end, closing.slice(0, depth));
        break;
      case comma:
        end = index;
        depth = closing.length;
        if (++values > maxJsonValues) return toStart(false, end, closing.slice(0, depth));
        break;
      case closeBrace:
      case closeBracket:
        if (closing.pop() === undefined) return toStart(true, end, closing.slice(0, depth));
        end = index + 1;
        depth = closing.length;
    }
  }
  return toStart(true, end, closing.slice(0, depth));
}

function toStart(isWithinLimits: boolean, end: number, closing: readonly number[]): JsonStart {
  return { isWithinLimits, end, closing: String.fromCharCode(...closing.toReversed()) };
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const backslash = 0x5c;

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (index - start) % 2 === 1;
}

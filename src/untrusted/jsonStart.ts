/** The limits of a JSON text, by what parsing takes long for. */
export interface JsonLimits {
  /** How deep lists and objects are nested at most. */
  readonly depth: number;
  /** The values that it has at most; a list and each of its elements count. */
  readonly values: number;
  /** The quotes that it has at most. */
  readonly quotes: number;
  /** Characters of a property name. */
  readonly nameCharacters: number;
  /** Characters outside of strings. */
  readonly outerCharacters: number;
}

/** The values at the start of a JSON text that are whole and within the limits. */
export interface JsonStart {
  /** Whether the rest has been read too, or is invalid JSON in any case. */
  readonly isWithinLimits: boolean;
  /** The index after the last of these values. */
  readonly end: number;
  /** The brackets that are missing there. */
  readonly closing: string;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Finds what of a JSON text can be parsed in a short time. The time grows with the length of the
 * text, whatever is in it, and ends at the first limit that is exceeded.
 */
export function findJsonStart(text: string, limits: JsonLimits): JsonStart {
  const openBrackets: number[] = [];
  let end = 0;
  let depth = 0;
  let values = 1;
  let quotes = 0;
  let nameLength = 0;
  let inStrings = 0;
  const stop = (isWithinLimits: boolean): JsonStart => {
    // The closing bracket follows the opening one by 2 in ASCII.
    const closing = openBrackets.slice(0, depth).map((code) => code + 2);
    return { isWithinLimits, end, closing: String.fromCharCode(...closing.toReversed()) };
  };
  for (let index = 0; index < text.length; index++) {
    if (index - inStrings > limits.outerCharacters) return stop(false);
    switch (text.charCodeAt(index)) {
      case quote: {
        const start = index;
        do {
          index = text.indexOf('"', index + 1);
          if (index < 0) return stop(true);
          if (++quotes > limits.quotes) return stop(false);
        } while (isEscaped(text, index));
        nameLength = index - start;
        inStrings += nameLength;
        break;
      }
      case colon:
        if (nameLength > limits.nameCharacters) return stop(false);
        break;
      case openBrace:
      case openBracket:
        openBrackets.push(text.charCodeAt(index));
        if (++values > limits.values || openBrackets.length > limits.depth) return stop(false);
        break;
      case comma:
        end = index;
        depth = openBrackets.length;
        if (++values > limits.values) return stop(false);
        break;
      case closeBrace:
      case closeBracket:
        if (openBrackets.pop() === undefined) return stop(true);
        end = index + 1;
        depth = openBrackets.length;
    }
  }
  return stop(true);
}

/** Whether parsing a JSON text would take long, or fill the memory. */
export function exceedsJsonLimits(text: string, limits: JsonLimits): boolean {
  return !findJsonStart(text, limits).isWithinLimits;
}

/** Whether an odd number of backslashes precedes a character. */
function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (index - start) % 2 === 1;
}

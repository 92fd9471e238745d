/** The limits of a JSON text. */
export interface JsonLimits {
  /** How deep lists and objects are nested at most. */
  readonly maxDepth: number;
  /** The values that it has at most; a list and each of its elements count. */
  readonly maxValues: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Whether a JSON text is nested deeper, or has more values, than is needed. Parsing it would take
 * long and fill the memory, so this is checked before.
 */
export function isTooComplex(text: string, { maxDepth, maxValues }: JsonLimits): boolean {
  let depth = 0;
  let values = 1;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === backslash) index++;
      else if (code === quote) isInString = false;
    } else if (code === quote) isInString = true;
    else if (code === comma) values++;
    else if (opening.has(code)) {
      values++;
      depth++;
    } else if (closing.has(code)) depth--;
    if (depth > maxDepth || values > maxValues) return true;
  }
  return false;
}

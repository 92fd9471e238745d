import { exceedsJsonLimits, findJsonStart } from '../../untrusted/jsonStart.ts';
import { responseJsonLimits } from '../../untrusted/limits.ts';

/**
 * How deep the data of a response may be nested, JSON in texts included. The deepest known nesting,
 * a gateway of a gateway, is 4 (docs/service.md §9.5).
 */
export const maxNesting = 6;

/**
 * Parses JSON; `undefined` if it is invalid or exceeds the limits. Integers that a number cannot
 * hold become text, so that no digit of a task id is lost (docs/service.md §3.6).
 */
export function parseJson(text: string): unknown {
  return exceedsLimits(text) ? undefined : parse(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' &&
      !Number.isSafeInteger(value) &&
      /^\d+$/.test(context?.source ?? '')
        ? context?.source
        : value,
    );
  } catch {
    return undefined;
  }
}

/** A response as JSON. */
export interface ParsedBody {
  /** `undefined` if it is no JSON. */
  readonly value: unknown;
  /** Whether only its start could be read. */
  readonly isCut: boolean;
}

/**
 * Parses a response. Of one that was cut or exceeds the limits, parses the values at the start that
 * are whole: there may be images among them.
 * @param isCut whether the end of the text is missing
 */
export function parseBody(text: string, isCut: boolean): ParsedBody {
  return isCut || exceedsLimits(text)
    ? { value: parseStartOfJson(text), isCut: true }
    : { value: parse(text), isCut: false };
}

/** Parses the values at the start of a JSON text that are whole and within the limits. */
export function parseStartOfJson(text: string): unknown {
  const { end, closing } = findJsonStart(text, responseJsonLimits);
  return parse(text.slice(0, end) + closing);
}

/** Whether parsing a text would take too long. */
function exceedsLimits(text: string): boolean {
  return hasTooManyValues(text) || exceedsJsonLimits(text, responseJsonLimits);
}

/** Characters in strings count as well: they may be JSON, and are parsed too. */
function hasTooManyValues(text: string): boolean {
  let count = 0;
  for (const separator of ['[', '{', ',']) {
    for (
      let index = text.indexOf(separator);
      index >= 0;
      index = text.indexOf(separator, index + 1)
    )
      if (++count > responseJsonLimits.values) return true;
  }
  return false;
}

/**
 * The value that a text contains as JSON, such as a whole response in the message of a gateway
 * (docs/service.md §9.5); any other value unchanged.
 */
export function unwrapJson(value: unknown): unknown {
  return typeof value === 'string' && /^\s{0,100}[{[]/.test(value)
    ? (parseJson(value) ?? value)
    : value;
}

/** The fields of an object by their names without `_`, `-` and case: services spell differently. */
export type Fields = ReadonlyMap<string, unknown>;

/** The fields of an object; `undefined` if the value is not an object. */
export function readFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // Backwards, so that the first of two spellings wins.
  return new Map(
    Object.entries(value)
      .reverse()
      .map(([name, each]): [string, unknown] => [name.toLowerCase().replaceAll(/[_-]/g, ''), each]),
  );
}

/** The first of these fields that is a text which is not blank, trimmed. */
export function findText(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    // Some services put a single value into a list.
    const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return undefined;
}

import * as v from 'valibot';

/**
 * One of these texts, in any case. Full-width characters, as an input method for Chinese writes
 * them, and spaces around the text are understood.
 */
export function choice<const T extends string>(options: readonly T[]) {
  return choiceBy(options, toComparable);
}

/** An aspect ratio of a list, also with another sign between the sides, such as `16x9`. */
export function ratioChoice<const T extends string>(options: readonly T[]) {
  return choiceBy(options, (text) =>
    toComparable(text).replace(/^(\d+)\s*[x×*/:]\s*(\d+)$/, '$1:$2'),
  );
}

function choiceBy<const T extends string>(
  options: readonly T[],
  normalize: (text: string) => string,
) {
  const expected = options.join(', ');
  return v.pipe(
    v.string(expected),
    v.transform((text) => options.find((each) => each.toLowerCase() === normalize(text)) ?? text),
    v.picklist(options, expected),
  );
}

/** `true` or `false`, also as a text. */
export function flag() {
  return v.pipe(
    v.union([v.boolean(), v.string()], 'true, false'),
    v.transform((value) =>
      typeof value === 'string'
        ? ({ true: true, false: false }[toComparable(value)] ?? value)
        : value,
    ),
    v.boolean('true, false'),
  );
}

/** A number in a range, also as a text. */
export function numberInRange(min: number, max: number) {
  const expected = Number.isFinite(max) ? `${min}–${max}` : `≥ ${min}`;
  return v.pipe(
    v.union([v.number(), v.string()], expected),
    v.transform((value) => (typeof value === 'string' ? toNumber(value) : value)),
    v.number(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
}

/** The text itself if it is not a number. */
function toNumber(text: string): number | string {
  const normalized = toComparable(text);
  const number = Number(normalized);
  return normalized === '' || Number.isNaN(number) ? text : number;
}

/** Also changes `：` to `:`, and other full-width characters to the usual ones. */
function toComparable(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

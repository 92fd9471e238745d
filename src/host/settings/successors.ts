import * as v from 'valibot';
import { choice, flag, numberInRange } from './settingValues.ts';

/** A setting that has taken the place of an older one, or of a property of it. */
export interface Successor {
  /** The older setting, which is still read. */
  readonly of: 'forceSingle' | 'returnUrl' | 'addLogo' | 'logoInfo' | 'aigcMeta';
  /** The property of the older setting. Absent if it is the whole setting. */
  readonly property?: string;
  readonly schema: v.GenericSchema;
}

const labelText = v.pipe(v.string('text'), v.maxLength(256, '≤ 256'));

/** The settings under `jimeng.` that have taken the place of older ones, with the values of those. */
export const successors = {
  imageCount: {
    of: 'forceSingle',
    schema: v.pipe(
      choice(['one', 'asPrompted']),
      v.transform((value) => value === 'one'),
    ),
  },
  downloadVia: {
    of: 'returnUrl',
    schema: v.pipe(
      choice(['url', 'response']),
      v.transform((value) => value === 'url'),
    ),
  },
  'watermark.enabled': { of: 'addLogo', schema: flag() },
  'watermark.position': {
    of: 'logoInfo',
    property: 'position',
    schema: choice(['bottomRight', 'bottomLeft', 'topLeft', 'topRight']),
  },
  'watermark.language': { of: 'logoInfo', property: 'language', schema: choice(['zh', 'en']) },
  'watermark.opacity': { of: 'logoInfo', property: 'opacity', schema: numberInRange(0, 1) },
  'watermark.text': { of: 'logoInfo', property: 'text', schema: v.string('text') },
  'contentLabel.producerId': { of: 'aigcMeta', property: 'producerId', schema: labelText },
  'contentLabel.contentProducer': {
    of: 'aigcMeta',
    property: 'contentProducer',
    schema: labelText,
  },
  'contentLabel.contentPropagator': {
    of: 'aigcMeta',
    property: 'contentPropagator',
    schema: labelText,
  },
  'contentLabel.propagateId': { of: 'aigcMeta', property: 'propagateId', schema: labelText },
} satisfies Record<string, Successor>;

/** The names of these settings under `jimeng.`. */
export const successorNames = Object.keys(successors) as (keyof typeof successors)[];

/** The names of the settings under `jimeng.` that they have replaced. */
export const deprecatedNames: ReadonlySet<string> = new Set(
  Object.values(successors).map(({ of }) => of),
);

/**
 * The value of an older setting after one that has taken its place, or the place of a property. An
 * empty text removes a property that can be omitted.
 */
export function succeed(value: unknown, { property }: Successor, newValue: unknown): unknown {
  if (property === undefined) return newValue;
  const isOmitted = newValue === '' && property !== 'producerId';
  const { [property]: _, ...others } = value as Record<string, unknown>;
  return { ...others, ...(!isOmitted && { [property]: newValue }) };
}

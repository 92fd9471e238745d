/** A range of numbers, both ends included unless `open` names one that is not. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly exclusive?: 'min' | 'max';
  /** Digits after the point. As many as one likes where it is not said. */
  readonly decimals?: number;
}

/** What a model takes; what is not here is never sent to it (docs/service.md §4.1). */
export interface Model {
  /** The service's identifier. */
  readonly reqKey: string;
  /** Whether the gateways offer it; the original service offers all. */
  readonly isOfferedByGateways: boolean;
  /** How many reference pictures. */
  readonly referenceCount: NumberRange;
  /** Whether the prompt may ask for a set, which `force_single` turns off. */
  readonly supportsSets: boolean;
  /** `area`: any sides within an area, or a resolution. Otherwise the range of a side, in pixels. */
  readonly sides: 'area' | NumberRange;
  /** Whether it makes the sizes of the 2K list too, though a side of theirs is out of that range. */
  readonly acceptsListedSizes?: true;
  /** Width divided by height. */
  readonly ratio: NumberRange;
  /** `scale`: the weight of the words against the references. */
  readonly scale?: NumberRange;
  /** Whether `min_ratio` and `max_ratio` are taken. */
  readonly supportsRatioRange?: true;
  readonly seed?: NumberRange;
  /** Whether `use_pre_llm` is taken: a language model that elaborates the prompt first. */
  readonly supportsPreLlm?: true;
}

/** Nobody names an upper end; a seed of 32 bits is what such services take (docs/service.md §4.3). */
const seedRange: NumberRange = { min: -1, max: 2 ** 31 - 1, decimals: 0 };

/** docs/service.md §4.3, §5.4. */
const textToImage3 = {
  isOfferedByGateways: false,
  referenceCount: { min: 0, max: 0 },
  supportsSets: false,
  sides: { min: 512, max: 2048 },
  acceptsListedSizes: true,
  ratio: { min: 1 / 3, max: 3 },
  seed: seedRange,
  supportsPreLlm: true,
} as const;

/** Models by the names that users know, one row each (docs/service.md §4.1). */
export const models = {
  'jimeng-4.0': {
    reqKey: 'jimeng_t2i_v40',
    isOfferedByGateways: true,
    referenceCount: { min: 0, max: 10 },
    supportsSets: true,
    sides: 'area',
    // docs/service.md §5.3.
    ratio: { min: 1 / 16, max: 16, exclusive: 'max' },
    supportsRatioRange: true,
    scale: { min: 0, max: 1, decimals: 2 },
  },
  'jimeng-4.6': {
    reqKey: 'jimeng_seedream46_cvtob',
    isOfferedByGateways: false,
    referenceCount: { min: 0, max: 14 },
    supportsSets: true,
    sides: 'area',
    // docs/service.md §5.3.
    ratio: { min: 1 / 16, max: 16, exclusive: 'min' },
    supportsRatioRange: true,
    scale: { min: 1, max: 100, decimals: 0 },
  },
  'jimeng-3.1': { reqKey: 'jimeng_t2i_v31', ...textToImage3 },
  'jimeng-3.0': { reqKey: 'jimeng_t2i_v30', ...textToImage3 },
  'jimeng-3.0-i2i': {
    reqKey: 'jimeng_i2i_v30',
    isOfferedByGateways: false,
    referenceCount: { min: 1, max: 1 },
    supportsSets: false,
    sides: { min: 512, max: 2016 },
    // Of the side range alone: no ratio is documented for its own picture (docs/service.md §5.4).
    ratio: { min: 512 / 2016, max: 2016 / 512 },
    scale: { min: 0, max: 1, decimals: 2 },
    seed: seedRange,
  },
} as const satisfies Record<string, Model>;

export type ModelId = keyof typeof models;

export const modelIds = Object.keys(models) as ModelId[];

/** A model by its name; `undefined` for one that this version does not know. */
export function findModel(name: string): Model | undefined {
  return Object.hasOwn(models, name) ? models[name as ModelId] : undefined;
}

/** Whether a number is one that a range takes. */
export function isWithin(value: number, { min, max, exclusive, decimals }: NumberRange): boolean {
  if (!Number.isFinite(value) || value < min || value > max) return false;
  if ((exclusive === 'min' && value === min) || (exclusive === 'max' && value === max))
    return false;
  return decimals === undefined || Number(value.toFixed(decimals)) === value;
}

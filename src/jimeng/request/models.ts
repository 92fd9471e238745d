/** A range of numbers. It includes both ends, except for the one that `exclusive` names. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly exclusive?: 'min' | 'max';
  /** Maximum number of decimal places; unlimited if undefined. */
  readonly decimals?: number;
}

/** What a model supports; nothing else is sent to it (docs/service.md §4.1). */
export interface Model {
  /** The service's id of the model. */
  readonly reqKey: string;
  /** Whether the gateways offer it; Volcengine offers all models. */
  readonly isOfferedByGateways: boolean;
  /** The number of reference images. */
  readonly referenceCount: NumberRange;
  /** Whether the prompt may ask for several images, which `force_single` prevents. */
  readonly supportsSets: boolean;
  /**
   * `area`: any width and height whose product is in `areaRange`. Otherwise the range of each side,
   * in pixels.
   */
  readonly sides: 'area' | NumberRange;
  /** Whether it also accepts the listed 2K sizes, one side of which may be out of that range. */
  readonly acceptsListedSizes?: true;
  /** The range of width / height. */
  readonly ratio: NumberRange;
  /** The range of `scale`, the weight of the prompt relative to the reference images. */
  readonly scale?: NumberRange;
  /** Whether it supports `min_ratio` and `max_ratio`. */
  readonly supportsRatioRange?: true;
  /** The range of `seed`. */
  readonly seed?: NumberRange;
  /** Whether it supports `use_pre_llm`: a language model enhances the prompt first. */
  readonly supportsPreLlm?: true;
}

/** No maximum is documented; similar services accept 32-bit seeds (docs/service.md §4.3). */
const seedRange: NumberRange = { min: -1, max: 2 ** 31 - 1, decimals: 0 };

/** What models 3.0 and 3.1 have in common (docs/service.md §4.3, §5.4). */
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

/** The models by their public id (docs/service.md §4.1). */
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
    // Derived from the range of the sides: no ratio is documented (docs/service.md §5.4).
    ratio: { min: 512 / 2016, max: 2016 / 512 },
    scale: { min: 0, max: 1, decimals: 2 },
    seed: seedRange,
  },
} as const satisfies Record<string, Model>;

/** The id of a model, as in the setting `jimeng.model`. */
export type ModelId = keyof typeof models;

/** The ids of all models. */
export const modelIds = Object.keys(models) as ModelId[];

/** Finds a model by its id; `undefined` if this version does not know it. */
export function findModel(id: string): Model | undefined {
  return Object.hasOwn(models, id) ? models[id as ModelId] : undefined;
}

/** Whether a number is in a range and has no more decimal places than it allows. */
export function isWithin(value: number, { min, max, exclusive, decimals }: NumberRange): boolean {
  if (!Number.isFinite(value) || value < min || value > max) return false;
  if ((exclusive === 'min' && value === min) || (exclusive === 'max' && value === max))
    return false;
  return decimals === undefined || Number(value.toFixed(decimals)) === value;
}

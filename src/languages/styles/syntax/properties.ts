/** How images are written as the value of a property. */
export type ValueKind =
  /** Layers with a comma between them, each with one image: backgrounds, masks, sources, variables. */
  | 'layers'
  /** One layer after another, with a keyword as the last one. */
  | 'cursor'
  /** Images and texts with a space between them. */
  | 'content'
  /** One image, with other values. */
  | 'single'
  /** No image, except where the value is still missing. */
  | 'none';

const kinds: readonly [RegExp, ValueKind][] = [
  [/^(?:-\w+-)?(?:background|mask)(?:-image)?$|^src$|^[$@]|^--/, 'layers'],
  [/^cursor$/, 'cursor'],
  [/^content$/, 'content'],
  [
    /^(?:-\w+-)?(?:list-style(?:-image)?|(?:border|mask-border|mask-box)-image(?:-source)?|mask-border(?:-source)?|shape-outside|filter|clip-path)$/,
    'single',
  ],
];

/** How images are written as the value of a property, or of a variable with its prefix. */
export function getValueKind(property: string): ValueKind {
  const name = property.toLowerCase();
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'none';
}

const noImageFunctions =
  /^(?:url|src|(?:repeating-)?(?:linear|radial|conic)-gradient|(?:rgb|hsl)a?|hwb|(?:ok)?(?:lab|lch)|color(?:-mix|-contrast)?|light-dark|calc|min|max|clamp|(?:translate|rotate|scale|skew|matrix)\w*|format|tech|local|attr|counters?|blur|drop-shadow)$/;

/** Whether a CSS function does not accept images. User-defined functions may. */
export function hasNoImages(name: string): boolean {
  return noImageFunctions.test(name);
}

const image =
  /(?<![\w-])(?:url|src|(?:-webkit-)?(?:image-set|cross-fade)|(?:-\w+-)?(?:repeating-)?(?:linear|radial|conic)-gradient|element|image|paint)\(/i;

/** Whether a part of a value has an image. */
export function hasImage(value: string): boolean {
  return image.test(value);
}

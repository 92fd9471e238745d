import { maxImages, maxUrlsPerImage } from '../../untrusted/limits.ts';
import { maxNesting, readFields, unwrapJson, type Fields } from './foreignJson.ts';
import { parseImageSource, splitUrls, type OfferedImage } from './imageSource.ts';

/** The fields that hold images, the documented ones first (docs/service.md §6.3, §6.5). */
const imageNames = [
  'imageurls',
  'binarydatabase64',
  'images',
  'imageurl',
  'imgurls',
  'imgurl',
  'urls',
  'url',
  'image',
  'resulturls',
  'resulturl',
  'b64json',
  'base64',
  'imagebase64',
  'imagesbase64',
] as const;
const isBase64Name = (name: string) => /base64|b64/.test(name);

/** The fields around them, as an object, in a list, or as JSON text. */
const containerNames = [
  'data',
  'result',
  'results',
  'output',
  'outputs',
  'response',
  'respdata',
  'body',
  'task',
  'taskresult',
  'metadata',
  'message',
  'msg',
  'failreason',
] as const;

/** Whether an image was offered and not withheld. */
export function isUsable({ urls, base64 }: OfferedImage): boolean {
  return urls.length > 0 || base64 !== undefined;
}

/**
 * Every image that a response offers, once, in its order, in any of the forms that are listed in
 * docs/service.md §6.5.
 * @param origin the provider's; relative URLs are resolved against it
 */
export function findImages(body: unknown, origin: string): OfferedImage[] {
  const known = new Set<string>();
  const isNew = (image: OfferedImage) => {
    const sources = getSources(image);
    const isRepeated = sources.length > 0 && sources.every((source) => known.has(source));
    for (const source of sources) known.add(source);
    return !isRepeated;
  };
  return findInContainer(body, origin, 0).filter(isNew).slice(0, maxImages);
}

const isUrl = (value: unknown) => typeof value === 'string' && /^(https?|data):/i.test(value);

/** Where a value stands. */
interface Place {
  readonly origin: string;
  readonly depth: number;
  /** Whether the field is documented to hold base64. */
  readonly isBase64: boolean;
}

/** The images in an envelope or its data; in a list of them, all images in order. */
function findInContainer(value: unknown, origin: string, depth: number): OfferedImage[] {
  if (depth > maxNesting) return [];
  const unwrapped = unwrapJson(value);
  if (Array.isArray(unwrapped)) {
    const lists = (unwrapped as unknown[])
      .slice(0, maxImages)
      .map((each) => findInContainer(each, origin, depth + 1));
    // If the list is one of images, an entry without one is withheld.
    const isImageList = lists.some((list) => list.length > 0);
    return isImageList ? joinLists(lists) : [];
  }
  // Other texts in a container are messages.
  if (typeof unwrapped === 'string') {
    return /^\s{0,20}(https?:|data:image)/i.test(unwrapped)
      ? readImages(unwrapped, { origin, depth, isBase64: false })
      : [];
  }
  const fields = readFields(unwrapped);
  return fields ? findInFields(fields, origin, depth) : [];
}

function findInFields(fields: Fields, origin: string, depth: number): OfferedImage[] {
  const lists = [
    ...imageNames.map((name) =>
      readImages(fields.get(name), { origin, depth: depth + 1, isBase64: isBase64Name(name) }),
    ),
    ...containerNames.map((name) => findInContainer(fields.get(name), origin, depth + 1)),
  ];
  return lists.reduce(mergeLists, []);
}

/** The images in the value of an image field. */
function readImages(value: unknown, place: Place): OfferedImage[] {
  const { origin, depth, isBase64 } = place;
  // The entries of a list, and objects in it, are deeper than the list itself.
  if (depth > maxNesting + 2) return [];
  const unwrapped = unwrapJson(value);
  if (Array.isArray(unwrapped)) return readEntries(unwrapped, place);
  if (typeof unwrapped === 'string') {
    return splitUrls(unwrapped, maxImages)
      .map((text) => parseImageSource(text, origin, isBase64))
      .filter(isUsable);
  }
  const fields = readFields(unwrapped);
  if (!fields) return [];
  const images = findInFields(fields, origin, depth);
  if (images.length > 0) return images;
  // An object in place of a list: {"0": …, "1": …}.
  const entries = [...fields].reverse().filter(([name, each]) => /^\d+$/.test(name) || isUrl(each));
  const values = entries.map(([, each]) => each);
  return readEntries(values, place);
}

/** The images of a list. An entry that holds none is withheld, and keeps its position. */
function readEntries(entries: readonly unknown[], place: Place): OfferedImage[] {
  const inner = { ...place, depth: place.depth + 1 };
  return joinLists(entries.slice(0, maxImages).map((entry) => readImages(entry, inner)));
}

/** The images of the entries of a list, or a withheld one for each that has none. */
function joinLists(lists: readonly OfferedImage[][]): OfferedImage[] {
  return lists.flatMap((list) => (list.length > 0 ? list : [{ urls: [] }])).slice(0, maxImages);
}

/**
 * Merges two lists of a response. Lists of the same length contain the same images in two forms;
 * otherwise the images that are not known yet are added. Both are short, because long texts of the
 * same length take long to compare.
 */
function mergeLists(
  images: readonly OfferedImage[],
  others: readonly OfferedImage[],
): OfferedImage[] {
  if (!others.some(isUsable)) return images.length > 0 ? [...images] : [...others];
  if (!images.some(isUsable)) return [...others];
  const positions = new Map(
    images.flatMap((image, index) => getSources(image).map((source) => [source, index] as const)),
  );
  const isInOrder = others.every((other, index) =>
    getSources(other).every((source) => (positions.get(source) ?? index) === index),
  );
  if (images.length !== others.length || !isInOrder) {
    const isNew = (other: OfferedImage) =>
      getSources(other).some((source) => !positions.has(source));
    return [...images, ...others.filter(isNew)].slice(0, maxImages);
  }
  return images.map((image, index) => {
    const other = others[index] ?? { urls: [] };
    const base64 = image.base64 ?? other.base64;
    return {
      urls: [...new Set([...image.urls, ...other.urls])].slice(0, maxUrlsPerImage),
      ...(base64 !== undefined && { base64 }),
    };
  });
}

function getSources({ urls, base64 }: OfferedImage): string[] {
  return base64 === undefined ? [...urls] : [...urls, base64];
}

import { escapeAttribute } from '../html/escape.ts';
import type { InsertionContext, ReferencedImage } from '../language.ts';
import { altText, concatenate, join, type WrittenText } from '../text/edits.ts';
import { fillTemplate } from '../text/template.ts';
import type { ImportPlan } from './imports.ts';
import { escapeInString, quoteString, type Quote } from './literals.ts';
import { toUrl } from './paths.ts';

/** How a kind of document writes images. */
export interface ImageSyntax {
  /** Whether the document is a component: its strings are URLs, and its functions return elements. */
  readonly isComponent: boolean;
  /** Whether elements are written as in JSX, where those without a parent are a value. */
  readonly hasJsx: boolean;
  /** The URL of an imported image in code. */
  readonly urlOf: (name: string) => string;
  /** The component that shows an imported image, if the document imports it. */
  readonly imageComponent?: string;
  /** Whether that component shows images by their URLs if their size is known. */
  readonly showsUrls?: boolean;
  /** Whether images with relative paths are imported. */
  readonly importsRelative: boolean;
  /** Whether `{name}` in a quoted attribute is code, as in Svelte. */
  readonly interpolates: boolean;
  /**
   * Whether attributes are decoded twice. Astro's compiler copies their decoded values into a template literal of
   * HTML, without escaping backslashes and character references.
   */
  readonly decodesTwice?: boolean;
}

/** Writes images in the forms that code and markup have for them. */
export class ImageWriter {
  readonly images: readonly ReferencedImage[];
  readonly context: InsertionContext;
  readonly syntax: ImageSyntax;
  readonly imports: ImportPlan;
  readonly quote: Quote;

  constructor(
    images: readonly ReferencedImage[],
    context: InsertionContext,
    syntax: ImageSyntax,
    imports: ImportPlan,
    quote: Quote,
  ) {
    this.context = context;
    this.syntax = syntax;
    this.imports = imports;
    this.quote = quote;
    this.images = images.map((image) =>
      syntax.importsRelative && image.form === 'path' && !/^(?:\/|[a-z]+:)/i.test(image.path)
        ? { ...image, form: 'import' }
        : image,
    );
  }

  /** The path as the content of a string. Only documents that are shown contain URLs. */
  path(image: ReferencedImage): string {
    const isUrl = this.syntax.isComponent || image.path.startsWith('/');
    return isUrl ? toUrl(image) : image.path;
  }

  /** The path as a string literal. */
  literal(image: ReferencedImage): string {
    return quoteString(this.path(image), this.quote);
  }

  /** An expression for an image: the imported one, or its path. */
  value(image: ReferencedImage): string {
    return image.form === 'import' ? this.imports.nameOf(image) : this.literal(image);
  }

  /** An expression for the URL of an image, as `<img>` needs it. */
  urlValue(image: ReferencedImage): string {
    return image.form === 'import'
      ? this.syntax.urlOf(this.imports.nameOf(image))
      : quoteString(toUrl(image), this.quote);
  }

  /** The content of a string or template literal with an image: its URL, or code that inserts it. */
  interpolated(image: ReferencedImage): string {
    return image.form === 'import'
      ? `\${${this.syntax.urlOf(this.imports.nameOf(image))}}`
      : toUrl(image);
  }

  /** An expression for a value of CSS with images: one layer for each. */
  styleValue(images: readonly ReferencedImage[]): string {
    const isCode = images.some(({ form }) => form === 'import');
    const quote = isCode ? '`' : this.quote;
    const inner = quote === '"' ? "'" : '"';
    const layers = images.map((each) => `url(${inner}${this.interpolated(each)}${inner})`);
    return quote + layers.join(', ') + quote;
  }

  /** The value of an attribute with its quotes or braces. */
  attributeValue(image: ReferencedImage, isComponent: boolean): string {
    if (image.form !== 'import') return `"${toUrl(image)}"`;
    return `{${isComponent ? this.value(image) : this.urlValue(image)}}`;
  }

  /** The alt text as the value of an attribute, with its quotes or braces. */
  altValue({ alt }: ReferencedImage): WrittenText {
    return this.syntax.decodesTwice === true && /\\|&#?\w+;/.test(alt)
      ? concatenate('{"', altText(escapeInString(alt, '"')), '"}')
      : concatenate('"', altText(escapeAttribute(alt)), '"');
  }

  /** The element that shows an image. */
  element(image: ReferencedImage): WrittenText {
    const { template } = this.context;
    if (template !== undefined) {
      const alt = escapeAttribute(image.alt);
      return fillTemplate(template, { path: toUrl(image), alt, image });
    }
    const { imageComponent, showsUrls = false } = this.syntax;
    const { width, height } = image;
    const isImported = image.form === 'import';
    const hasSize = width !== undefined && height !== undefined;
    const isShownByComponent = isImported || (showsUrls && hasSize && image.path.startsWith('/'));
    const name = (isShownByComponent ? imageComponent : undefined) ?? 'img';
    const source = this.attributeValue(image, name !== 'img');
    const size = name !== 'img' && !isImported ? ` width={${width}} height={${height}}` : '';
    return concatenate(`<${name} src=${source} alt=`, this.altValue(image), `${size} />`);
  }

  /** The elements of all images. */
  get elements(): readonly WrittenText[] {
    return this.images.map((each) => this.element(each));
  }

  /** The elements as one value of JSX. */
  elementValue(lineBreak: string): WrittenText {
    const [first = concatenate(''), ...rest] = this.elements;
    if (rest.length === 0) return first;
    return concatenate('<>', join([first, ...rest], lineBreak), '</>');
  }

  /** The paths inside of a string with a quotation mark. */
  inString(quote: string, separator: string): string {
    return this.images.map((each) => escapeInString(this.path(each), quote)).join(separator);
  }
}

import type { DocumentLanguage } from '../../language.ts';
import type { ReferencedImage, TextRange } from '../../language.ts';
import { readComponentImports, type ComponentImports } from './componentImports.ts';
import { readMarkup, type MarkupElement, type MarkupOptions, type MarkupToken } from './markup.ts';
import { findCode, maskCode, type CodeRegion, type TemplateSyntax } from '../code/templateCode.ts';

/** How template languages around HTML differ. */
export interface HtmlDialect extends MarkupOptions {
  /** The languages of `<script>`, by the subtypes of their media types. */
  readonly scripts: Readonly<Record<string, DocumentLanguage>>;
  readonly template?: TemplateSyntax;
  /** Whether the root elements are the blocks of a component, as in Vue. */
  readonly hasComponentBlocks: boolean;
  readonly encodePath: (path: string) => string;
  /** As `encodePath`, for attributes that the build resolves. */
  readonly encodeSource: (path: string) => string;
}

/** A parsed document. */
export interface HtmlDocument {
  readonly text: string;
  /** The text without template code, of the same length. */
  readonly markup: string;
  readonly code: readonly CodeRegion[];
  readonly tokens: readonly MarkupToken[];
  readonly dialect: HtmlDialect;
  /** Of a component that can import images. */
  readonly imports?: ComponentImports;
}

/** Reads a document. */
export function readDocument(text: string, dialect: HtmlDialect): HtmlDocument {
  const code = dialect.template === undefined ? [] : findCode(text, dialect.template);
  const markup = maskCode(text, code);
  const document = { text, markup, code, tokens: readMarkup(markup, dialect), dialect };
  const imports = dialect.hasComponentBlocks ? readComponentImports(document) : undefined;
  return imports === undefined ? document : { ...document, imports };
}

/** The first element with a name. */
export function findElement(document: HtmlDocument, name: string): MarkupElement | undefined {
  return document.tokens.find(({ element }) => element?.name === name)?.element;
}

/** The end of an element with its end tag. */
export function getElementEnd({ content, closeTag }: MarkupElement): number {
  return closeTag?.end ?? content.end;
}

/** The paths of images, encoded. */
export function encodePaths(
  { dialect }: HtmlDocument,
  images: readonly ReferencedImage[],
): readonly string[] {
  return images.map(({ path }) => dialect.encodePath(path));
}

/** Whether an offset is in a range or at one of its ends. */
export function touches({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

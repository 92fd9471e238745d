/** A part of a text, as offsets in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How a document refers to an image file. */
export type ReferenceForm =
  /** By a path or URL, which each language encodes in its own way. */
  | 'path'
  /** By importing the file, as components do whose build bundles their images. */
  | 'import'
  /** By the name of a resource that the build creates from the file, as on Android. */
  | 'resource';

/** An image that is inserted into a document. */
export interface ReferencedImage {
  /**
   * How the document finds the file: a path relative to the document's base folder (`images/cat.png`), or one
   * that starts with `/` where the built site serves the file. With forward slashes and not encoded. The name
   * alone for a resource.
   */
  readonly path: string;
  readonly form: ReferenceForm;
  /** One line, not escaped: see `toAltText`. */
  readonly alt: string;
  /** In pixels, if known. */
  readonly width?: number;
  readonly height?: number;
}

/** Where a reference is inserted, relative to the cursor. */
export type Placement =
  /** As an expert would type it: below a sentence that is complete, at the cursor in the middle of a line. */
  | 'auto'
  /** Below the paragraph of the cursor. */
  | 'below'
  /** At the cursor, wherever it is. */
  | 'cursor';

/** What an insertion depends on besides the text. */
export interface InsertionContext {
  readonly placement: Placement;
  /** The line break of the document. */
  readonly eol: '\n' | '\r\n';
  /** Whether the range follows a selection that is kept, because it was the prompt. */
  readonly isAfterPrompt: boolean;
  /** Whether the text is a code cell of a notebook. */
  readonly isCodeCell: boolean;
  /**
   * The user's own reference for this language, with `${path}`, `${alt}`, and the like. It replaces what the
   * language would write where a whole reference fits.
   */
  readonly template?: string;
  /** The text of the root document, for a document that is a part of another one, as in LaTeX. */
  readonly rootText?: string;
}

/** A change of a document. */
export interface TextEdit extends TextRange {
  readonly text: string;
  /** The alt texts in `text`, as ranges of it, for the user to change. Empty if there are none. */
  readonly alts: readonly AltRange[];
}

/** An alt text that was written. */
export interface AltRange extends TextRange {
  /** Whether it is the alt text before it once more, for another tool, and changes with it. */
  readonly isCopy?: true;
}

/** What the user should know about an insertion. */
export type InsertionNote =
  /** Only the path was written, because no image can be shown in code, in a comment, or where it is. */
  | 'pathInCode'
  | 'pathInComment'
  | 'pathOnly'
  /** The reference is at the first position where an image can be shown, not at the cursor. */
  | 'moved'
  /** LaTeX: the document does not load the package `graphicx`. */
  | 'graphicxMissing';

/** How a document changes when images are inserted. */
export interface Insertion {
  /** In the order of the document. They do not overlap, and all refer to the text before the insertion. */
  readonly edits: readonly TextEdit[];
  readonly notes: readonly InsertionNote[];
}

/** A part of a text that has a meaning of its own, such as a path, with its value. */
export interface TextValue extends TextRange {
  /** Decoded: without escapes and percent-encoding. */
  readonly value: string;
}

/** A reference to an image in a document. */
export interface ImageReference extends TextRange {
  readonly path: TextValue;
  /** Absent if the reference has no alt text. */
  readonly alt?: TextValue;
}

/** Everything that is known about a document language. Pure: it gets texts and offsets, and returns them. */
export interface DocumentLanguage {
  /** VS Code's ids of the language, also of extensions. The first one names it. */
  readonly ids: readonly string[];
  /** File name extensions without the dot, in lower case, for documents that VS Code calls plain text. */
  readonly extensions: readonly string[];
  /** Extensions of image files that the language cannot show, without the dot. */
  readonly unsupportedImages?: readonly string[];
  /**
   * The prompt in a selection without its markup.
   * @returns undefined if the selection is to be used as it is
   */
  readonly readPrompt?: (selection: string) => string | undefined;
  /**
   * The folder that paths in a document are relative to, from the folder of the document: AsciiDoc's `imagesdir`.
   * @returns undefined if it is the document's own folder
   */
  readonly readBaseFolder?: (text: string) => string | undefined;
  /**
   * Inserts references to images.
   * @param range what they replace. Usually empty: the cursor.
   */
  readonly insert: (
    text: string,
    range: TextRange,
    images: readonly ReferencedImage[],
    context: InsertionContext,
  ) => Insertion;
  /** The references to images in a document, in its order. Also those of its embedded languages. */
  readonly findReferences: (text: string) => readonly ImageReference[];
}

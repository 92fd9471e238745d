/** A document as it stands in a real repository, with five places where a user would insert an image. */
export interface RealDocument {
  /** In `documents/`. It has `‸` at each place. */
  readonly file: string;
  readonly languageId: string;
  /** The name that the document would have in its repository. */
  readonly fileName: string;
  readonly isCodeCell?: boolean;
  /** The places, from 1 to 5, where only a path fits: its reference has no alt text, and may replace a path. */
  readonly pathPlaces?: readonly number[];
  /** The places where the tool sees no image, such as code: the path must be there. */
  readonly hiddenPlaces?: readonly number[];
  /** What the first image must follow, such as front matter, because it would be hidden or break the document. */
  readonly after?: string;
  /** What the last image must precede, where it occurs last. */
  readonly before?: string;
}

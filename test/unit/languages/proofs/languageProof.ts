/** An image that a tool has found in a document. */
export interface FoundImage {
  /** Decoded: the path of the file as the tool would open it. */
  readonly path: string;
  /** `undefined` if the language has no alt text. */
  readonly alt: string | undefined;
}

/** How the references of a language are proved: by the tool that reads its documents. */
export interface LanguageProof {
  /** VS Code's id, or one that only an extension has. */
  readonly languageId: string;
  /** The document's name, which matters where the id says too little. */
  readonly fileName: string;
  /** Whether the documents are code cells of a notebook. */
  readonly isCodeCell?: true;
  /** The tool, as `docs/languages.md` names it, such as `@vue/compiler-sfc 3`. */
  readonly tool: string;
  /** Another tool that reads the documents where it is installed: see `installedTools.test.ts`. */
  readonly installedTool?: string;
  /** Documents with `‸` for the cursor, or `«…»` for a selection, by what the place is. */
  readonly places: Readonly<Record<string, string>>;
  /** Places where the reference has no alt text of its own, such as `url(‸)`. */
  readonly placesWithoutAlt?: readonly string[];
  /** What the language makes of an alt text if it cannot keep all of it, such as Textile. */
  readonly reduceAlt?: (alt: string) => string;
  /** What the language makes of a path if it keeps only a part of it, such as MediaWiki. */
  readonly reducePath?: (path: string) => string;
  /** All images that the tool finds in a document, in its order. @throws if it rejects the document */
  readonly read: (document: string) => Promise<readonly FoundImage[]> | readonly FoundImage[];
}

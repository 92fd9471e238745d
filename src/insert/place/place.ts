import type { ReferenceForm } from '../../languages/index.ts';
import type { UriComponents } from '../relativePath.ts';

/** Why a place was chosen, for the details that the user sees. */
export type PlaceRule =
  /** The settings `jimeng.insert.destination` and `markdown.copyFiles.destination`. */
  | 'setting'
  | 'markdownCopyFiles'
  /** Where the other images of the document, or of the documents next to it, are. */
  | 'sameAsOtherImages'
  | 'sameAsSiblings'
  /** A folder for images that the project has. */
  | 'imageFolder'
  /** The user's choice. */
  | 'chosen'
  /** Where the same image is already. */
  | 'existingFile'
  /** `images/` next to the document. */
  | 'besideDocument'
  /** The tool that builds the document. */
  | ProjectRule;

/** The tool that builds a document, which determines where its images are. */
export type ProjectRule =
  | 'android'
  | 'angular'
  | 'antora'
  | 'asciidocImagesDir'
  | 'astro'
  | 'bookdown'
  | 'bundler'
  | 'createReactApp'
  | 'docusaurus'
  | 'eleventy'
  | 'flutter'
  | 'gatsby'
  | 'hexo'
  | 'hugoBundle'
  | 'hugoStatic'
  | 'jekyll'
  | 'latexGraphicsPath'
  | 'latexRoot'
  | 'mkdocs'
  | 'next'
  | 'nuxt'
  | 'obsidian'
  | 'pelican'
  | 'reactNative'
  | 'sphinx'
  | 'svelteKit'
  | 'vite'
  | 'vitePress'
  | 'webServer'
  | 'zola';

/** The document that an image is inserted into. For a cell, `uri` is that of its notebook. */
export interface PlaceDocument {
  readonly uri: UriComponents;
  readonly languageId: string;
  readonly text: string;
  readonly isUntitled: boolean;
  /** The result of the language's `readBaseFolder`. */
  readonly baseFolder?: string;
  /** Where LaTeX Workshop looks for the root of the document. */
  readonly latexRoots?: LatexRootSettings;
}

/** `latex-workshop.latex.search.rootFiles`: glob patterns, relative to the workspace folder. */
export interface LatexRootSettings {
  /** Empty for every file. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The settings that places depend on. */
export interface PlaceSettings {
  /** `jimeng.insert.destination`: destinations by glob patterns. */
  readonly destination: Readonly<Record<string, string>>;
  /** `markdown.copyFiles.destination`. Used in Markdown only. */
  readonly markdownDestination: Readonly<Record<string, string>>;
  /** `markdown.copyFiles.overwriteBehavior`. */
  readonly markdownOverwriteBehavior: 'nameIncrementally' | 'overwrite';
}

/** Reads the files of a project. None of its functions throws. */
export interface ProjectReader {
  /** The text of a file; undefined if there is none, or if it is too long: see `maxProjectFileCharacters`. */
  readonly readText: (file: UriComponents) => Promise<string | undefined>;
  /** The names of the files and folders in a folder. Empty if there is no such folder. */
  readonly list: (folder: UriComponents) => Promise<readonly string[]>;
}

/** How a document refers to a file: the parts of `ReferencedImage` that depend on the place. */
export interface FileReference {
  readonly path: string;
  readonly form: ReferenceForm;
}

/** What the user should know about a place. */
export interface PlaceNote {
  /** Flutter bundles only what `pubspec.yaml` lists, and `folder`, such as `assets/images/`, is not listed. */
  readonly kind: 'notInPubspec';
  readonly pubspec: UriComponents;
  readonly folder: string;
}

/** A folder for an image, and how the document refers to a file in it. */
export interface Place {
  /** May not exist yet. */
  readonly folder: UriComponents;
  readonly rule: PlaceRule;
  /** Whether the folder is outside of the workspace and of the document's folder. Ask before writing there. */
  readonly isOutside: boolean;
  /** Whether a file of the same name is overwritten, as `markdown.copyFiles.overwriteBehavior` asks for. */
  readonly overwrites: boolean;
  readonly notes: readonly PlaceNote[];
  /**
   * The file for an image with this name. In `folder`, unless a setting makes the folder depend on the name. If it
   * exists, a number is added to the name.
   */
  readonly locate: (fileName: string) => UriComponents;
  /** Whether an equal file in another folder can be used instead of a copy: the build finds it. */
  readonly canReuse: (file: UriComponents) => boolean;
  /** How the document refers to `file`. Undefined if it cannot, such as from another drive. */
  readonly describe: (file: UriComponents) => FileReference | undefined;
}

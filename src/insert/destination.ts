import { getParentFolder, appendSegment, type UriComponents } from './relativePath.ts';

/** The folder that pictures go to, beside what they illustrate. */
const imagesFolderName = 'images';

/** What the choice of a destination depends on. */
export interface DestinationContext {
  /** The document that the reference is written in; absent when no text editor was ever active. */
  document?: { uri: UriComponents; isUntitled: boolean; isReadOnly: boolean };
  /** The workspace's folders in their order; empty when no folder is open. */
  workspaceFolders: readonly UriComponents[];
}

/** The folder that a picture goes to, or why there is none; the folder may not exist yet. */
export type Destination =
  | { kind: 'folder'; folder: UriComponents }
  | { kind: 'none'; reason: 'noFolderOpen' | 'untitled' | 'readOnly' };

/** `images/` beside the document; without a document, `images/` in the first workspace folder. */
export function chooseDestination({ document, workspaceFolders }: DestinationContext): Destination {
  const [firstFolder] = workspaceFolders;
  if (firstFolder === undefined) return { kind: 'none', reason: 'noFolderOpen' };
  if (document?.isUntitled === true) return { kind: 'none', reason: 'untitled' };
  if (document?.isReadOnly === true) return { kind: 'none', reason: 'readOnly' };

  const parent = document === undefined ? firstFolder : getParentFolder(document.uri);
  return { kind: 'folder', folder: appendSegment(parent, imagesFolderName) };
}

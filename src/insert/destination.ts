import { getParentFolder, appendSegment, type UriComponents } from './relativePath.ts';

/** Name of the folder for images, next to the document that shows them. */
const imagesFolderName = 'images';

/** What the destination of an image depends on. */
export interface DestinationContext {
  /** The document that the reference is written to. Absent if no text editor has been active. */
  document?: { uri: UriComponents; isUntitled: boolean; isReadOnly: boolean };
  /** The workspace folders in their order. Empty if no folder is open. */
  workspaceFolders: readonly UriComponents[];
}

/** The folder for an image, which may not exist yet, or why there is none. */
export type Destination =
  | { kind: 'folder'; folder: UriComponents }
  | { kind: 'none'; reason: 'noFolderOpen' | 'untitled' | 'readOnly' };

/** Chooses `images/` next to the document or, without a document, in the first workspace folder. */
export function chooseDestination({ document, workspaceFolders }: DestinationContext): Destination {
  const [firstFolder] = workspaceFolders;
  if (firstFolder === undefined) return { kind: 'none', reason: 'noFolderOpen' };
  if (document?.isUntitled === true) return { kind: 'none', reason: 'untitled' };
  if (document?.isReadOnly === true) return { kind: 'none', reason: 'readOnly' };

  const parent = document === undefined ? firstFolder : getParentFolder(document.uri);
  return { kind: 'folder', folder: appendSegment(parent, imagesFolderName) };
}

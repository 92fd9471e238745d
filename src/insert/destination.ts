import { getParentFolder, appendSegment, type UriComponents } from './relativePath.ts';

/** Name of the folder for images, next to the document that shows them. */
const imagesFolderName = 'images';

/** `images/` next to the document. */
export function chooseDestination(document: UriComponents): UriComponents {
  return appendSegment(getParentFolder(document), imagesFolderName);
}

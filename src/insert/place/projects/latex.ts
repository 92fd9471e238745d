import { getParentFolder, type UriComponents } from '../../relativePath.ts';
import type { CachedReader } from '../cachedReader.ts';
import { listImageFolders } from '../imageFolders.ts';
import { findLatexRoot, readGraphicsPath } from '../latexRoot.ts';
import type { Layout, LocatedDocument } from '../layout.ts';
import { resolve } from '../uris.ts';

/**
 * The layout of a document in LaTeX: paths are relative to the folder of its root, or to one that `\graphicspath`
 * names. Undefined if they are relative to the document.
 */
export async function findLatexLayout(
  document: LocatedDocument,
  workspaceFolder: UriComponents,
  reader: CachedReader,
): Promise<Layout | undefined> {
  const { uri, text, latexRoots } = document;
  const root = await findLatexRoot(uri, text, workspaceFolder, reader, latexRoots);
  const rootFolder = getParentFolder(root.uri);
  const folder = root.keepsFolder ? document.folder : rootFolder;
  const named = readGraphicsPath([document.text]);
  // What the root names is found from each of its documents; what the document names, from its own folder.
  const graphics =
    named.length > 0
      ? named.map((path) => resolve(folder, path))
      : readGraphicsPath(root.texts).map((path) => resolve(rootFolder, path));
  if (graphics.length > 0) {
    const existing = await Promise.all(
      graphics.map(async (each) => ((await reader.exists(each)) ? [each] : [])),
    );
    const folders = [...new Set([...existing.flat(), ...graphics])];
    const bases = [...graphics, folder];
    return { rule: 'latexGraphicsPath', relative: 'path', bases, folders, isOpen: true };
  }
  if (folder.path === document.folder.path) return undefined;
  const existing = await listImageFolders(reader, rootFolder);
  const folders = existing.length > 0 ? existing : [resolve(rootFolder, 'images')];
  return { rule: 'latexRoot', relative: 'path', bases: [folder], folders };
}

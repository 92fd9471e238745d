import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Where files that are written to a folder are actually saved, if links lead out of the workspace. Inside of it
 * are the workspace folders and, for a document that is in none of them, the folder of the document.
 * @param folder an absolute path, which may not exist yet
 * @param documentFolder an absolute path
 * @returns the real path of `folder`, or `undefined` if it is inside
 */
export async function findFolderOutside(
  folder: string,
  documentFolder: string,
  workspaceFolders: readonly string[],
): Promise<string | undefined> {
  const isInWorkspace = workspaceFolders.some((each) => contains(each, documentFolder));
  const roots = isInWorkspace ? workspaceFolders : [...workspaceFolders, documentFolder];
  const [realFolder, ...realRoots] = await Promise.all([folder, ...roots].map(resolveLinks));
  if (realFolder === undefined) return undefined;
  return realRoots.some((root) => contains(root, realFolder)) ? undefined : realFolder;
}

/** The real path of a file or folder. One that does not exist yet will be created in the real path of its parent. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await resolveLinks(parent), basename(path));
  }
}

function contains(folder: string, path: string): boolean {
  const rest = relative(folder, path);
  return rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

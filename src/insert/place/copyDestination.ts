import { posix } from 'node:path';
import { limitStem } from '../fileName.ts';
import { getParentFolder, type UriComponents } from '../relativePath.ts';
import { matchesGlob } from './glob.ts';
import { transform } from './transform.ts';
import { findContainer, getName, getPathInside, resolve } from './uris.ts';

/** What a destination depends on besides the file. */
export interface DestinationContext {
  readonly document: UriComponents;
  readonly workspaceFolders: readonly UriComponents[];
  /** The current time in milliseconds. */
  readonly now: number;
}

/**
 * The destination of the first glob pattern that matches the document, as in VS Code's
 * `markdown.copyFiles.destination`. One that starts with `/` is matched from each workspace folder.
 */
export function findDestination(
  destinations: Readonly<Record<string, string>>,
  { document, workspaceFolders }: DestinationContext,
): string | undefined {
  const isMatch = (glob: string) => {
    if (glob.startsWith('/')) {
      const paths = workspaceFolders.map((folder) => getPathInside(folder, document));
      return paths.some((path) => path !== undefined && matchesGlob(path, glob.slice(1)));
    }
    return matchesGlob(document.path, glob.startsWith('**') ? glob : `**/${glob}`);
  };
  return Object.entries(destinations).find(([glob]) => isMatch(glob))?.[1];
}

/** The file of a destination, without characters that a file system does not allow in its name. */
export function resolveDestination(
  destination: string,
  fileName: string,
  context: DestinationContext,
): UriComponents {
  const { document, workspaceFolders } = context;
  const folder = getParentFolder(document);
  const path = fitExtension(fillDestination(destination, fileName, context), destination, fileName);
  const file = path.startsWith('/')
    ? { ...document, path: posix.normalize(path) }
    : resolve(folder, path);
  const known = findContainer([folder, ...workspaceFolders], file);
  return known === undefined ? file : cleanNames(file, known);
}

/** A destination such as `images` is a folder here, and every file has the extension of its type. */
function fitExtension(path: string, destination: string, fileName: string): string {
  const extension = posix.extname(fileName);
  if (path.endsWith(extension)) return path;
  const isFolder = !posix.basename(destination).includes('$') && posix.extname(path) === '';
  return isFolder ? `${path}/${fileName}` : path.replace(imageExtension, '') + extension;
}

const imageExtension = /\.(?:png|jpe?g|webp|gif|avif)$/i;

/**
 * Replaces characters that Windows does not allow, such as the colons of `${isoTime}`, except in the known folders, and
 * limits the name of the file.
 */
function cleanNames(file: UriComponents, known: UriComponents): UriComponents {
  const names = file.path.slice(known.path.length).split('/');
  const cleanedNames = names.map((name) =>
    name.replace(/[<>:"\\|?*\p{Cc}]/gu, '-').replace(/(?<![. ])[. ]+$/, ''),
  );
  const { dir, name, ext } = posix.parse(cleanedNames.join('/'));
  return { ...file, path: posix.join(known.path, dir, limitStem(name) + ext) };
}

// A backslash is a part of one alternative only, which keeps the time linear.
const placeholder =
  /(\\\$)|\$\{(\w+)(?:\/((?:\\\/|\\(?!\/)|[^}/\\])+)\/((?:\\\/|\\(?!\/)|[^}/\\])*)\/)?\}/g;

function fillDestination(
  destination: string,
  fileName: string,
  context: DestinationContext,
): string {
  const trimmed = destination.trim() || '${fileName}';
  const rooted = trimmed.startsWith('/') ? `\${documentWorkspaceFolder}${trimmed}` : trimmed;
  const template = rooted.endsWith('/') ? `${rooted}\${fileName}` : rooted;
  const variables = listVariables(fileName, context);
  return template.replace(
    placeholder,
    (
      match: string,
      escape: string | undefined,
      name: string | undefined,
      pattern: string | undefined,
      replacement: string | undefined,
    ) => {
      if (escape !== undefined) return '$';
      const value = variables.get(name ?? '');
      if (value === undefined) return match;
      if (pattern === undefined || replacement === undefined || replacement === '') return value;
      return transform(value, unescapeSlashes(pattern), unescapeSlashes(replacement));
    },
  );
}

/** The variables that VS Code supports in `markdown.copyFiles.destination`. */
function listVariables(
  fileName: string,
  { document, workspaceFolders, now }: DestinationContext,
): ReadonlyMap<string, string> {
  const folder = getParentFolder(document);
  const workspaceFolder = findContainer(workspaceFolders, document);
  const toRelative = (path: string) =>
    workspaceFolder ? posix.relative(workspaceFolder.path, path) : path;
  const name = getName(document);
  const extension = posix.extname(name);
  return new Map([
    ['documentDirName', folder.path],
    ['documentRelativeDirName', toRelative(folder.path)],
    ['documentFileName', name],
    ['documentBaseName', name.slice(0, name.length - extension.length)],
    ['documentExtName', extension.replace('.', '')],
    ['documentFilePath', document.path],
    ['documentRelativeFilePath', toRelative(document.path)],
    ['documentWorkspaceFolder', (workspaceFolder ?? folder).path],
    ['fileName', fileName],
    ['fileExtName', posix.extname(fileName).replace('.', '')],
    ['unixTime', String(now)],
    ['isoTime', new Date(now).toISOString()],
  ]);
}

function unescapeSlashes(text: string): string {
  return text.replaceAll('\\/', '/');
}

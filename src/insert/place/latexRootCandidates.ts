import type { UriComponents } from '../relativePath.ts';
import type { CachedReader } from './cachedReader.ts';
import { matchesGlob } from './glob.ts';
import type { LatexRootSettings } from './place.ts';
import { getPathInside, resolve } from './uris.ts';

/** Root files that a project names. */
const maxNamedRoots = 40;

/** `@default_files` in a file that is a program in Perl: a list of strings, or of words. */
const defaultFiles =
  /^[ \t]*@default_files[ \t]*=[ \t]*(?:\(([^()\n]*)\)|qw[ \t]*[(/]([^()/\n]*)[)/])/m;

/** The root files that latexmk compiles in a folder. Patterns are left out. */
export async function listDefaultFiles(
  folder: UriComponents,
  reader: CachedReader,
): Promise<readonly UriComponents[]> {
  const names = await reader.list(folder);
  const name = ['.latexmkrc', 'latexmkrc'].find((each) => names.includes(each));
  const text = name === undefined ? undefined : await reader.readText(resolve(folder, name));
  const [, strings = '', words = ''] = defaultFiles.exec(text ?? '') ?? [];
  const quoted = [...strings.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)];
  const files = [
    ...quoted.map(([, single = '', double = '']) => single + double),
    ...words.split(/\s+/),
  ];
  return toUris(
    folder,
    files.filter((file) => file !== ''),
  );
}

/** The root files that the settings of LaTeX Workshop name without a pattern. */
export function listIncludedFiles(
  workspaceFolder: UriComponents,
  { include }: LatexRootSettings,
): readonly UriComponents[] {
  return toUris(workspaceFolder, include);
}

/** Whether the settings of LaTeX Workshop let a file be a root. */
export function mayBeRoot(
  file: UriComponents,
  workspaceFolder: UriComponents,
  { include, exclude }: LatexRootSettings,
): boolean {
  const path = getPathInside(workspaceFolder, file);
  if (path === undefined) return true;
  const matches = (glob: string) => matchesGlob(path, glob);
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}

function toUris(folder: UriComponents, files: readonly string[]): readonly UriComponents[] {
  return files
    .filter((file) => !/[*?{}[\]$@]/.test(file))
    .slice(0, maxNamedRoots)
    .map((file) => resolve(folder, /\.\w+$/.test(file) ? file : `${file}.tex`));
}

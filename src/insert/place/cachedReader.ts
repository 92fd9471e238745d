import { maxProjectFileCharacters, maxProjectReads } from '../../untrusted/limits.ts';
import type { UriComponents } from '../relativePath.ts';
import type { ProjectReader } from './place.ts';
import { getKey, getName, resolve } from './uris.ts';
import { getParentFolder } from '../relativePath.ts';

/** A reader that reads each file and folder once, and not too many of them. */
export interface CachedReader extends ProjectReader {
  /** Whether a file or folder exists, by the list of its folder. */
  readonly exists: (target: UriComponents) => Promise<boolean>;
  /** The text of the first of these files in a folder that exists. */
  readonly readFirst: (
    folder: UriComponents,
    names: readonly string[],
  ) => Promise<string | undefined>;
}

/** Caches what a reader returns, for one search. */
export function cacheReader(reader: ProjectReader): CachedReader {
  let remaining = maxProjectReads;
  const once = <T>(read: (uri: UriComponents) => Promise<T>, none: T) => {
    const results = new Map<string, Promise<T>>();
    return (uri: UriComponents): Promise<T> => {
      const key = getKey(uri);
      const known = results.get(key);
      if (known) return known;
      const result = remaining-- > 0 ? read(uri) : Promise.resolve(none);
      results.set(key, result);
      return result;
    };
  };
  const list = once<readonly string[]>((folder) => reader.list(folder), []);
  const readText = once<string | undefined>(async (file) => {
    const text = await reader.readText(file);
    return text !== undefined && text.length <= maxProjectFileCharacters ? text : undefined;
  }, undefined);
  return {
    list,
    readText,
    exists: async (target) => (await list(getParentFolder(target))).includes(getName(target)),
    readFirst: async (folder, names) => {
      const existing = await list(folder);
      const name = names.find((each) => existing.includes(each));
      return name === undefined ? undefined : readText(resolve(folder, name));
    },
  };
}

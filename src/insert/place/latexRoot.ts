import { posix } from 'node:path';
import { getParentFolder, type UriComponents } from '../relativePath.ts';
import type { CachedReader } from './cachedReader.ts';
import { listDefaultFiles, listIncludedFiles, mayBeRoot } from './latexRootCandidates.ts';
import type { LatexRootSettings } from './place.ts';
import { getKey, listFoldersUpTo, resolve } from './uris.ts';

/** The root of a document in LaTeX: the file that is compiled. */
export interface LatexRoot {
  readonly uri: UriComponents;
  /** The root, and what it includes before the document. */
  readonly texts: readonly string[];
  /** Whether the document's paths are relative to its own folder, as with `\subfile` and `\import`. */
  readonly keepsFolder: boolean;
}

const noSettings: LatexRootSettings = { include: [], exclude: [] };

/** Includes of a file, and of a document, that are followed. */
const maxIncludes = 200;
/** Maximum number of files in a folder that are read. */
const maxTexFiles = 40;

/**
 * The root of a document in LaTeX, by its `% !TeX root`, by `\documentclass[…]{subfiles}`, by the settings of
 * LaTeX Workshop and latexmk, or by the files in its folder and those above that include it. The document itself if there is none.
 */
export async function findLatexRoot(
  uri: UriComponents,
  text: string,
  workspaceFolder: UriComponents,
  reader: CachedReader,
  settings: LatexRootSettings = noSettings,
): Promise<LatexRoot> {
  const itself = { uri, texts: [text], keepsFolder: true };
  const folder = getParentFolder(uri);
  const magic = readNamedRoot(text);
  if (magic !== undefined) {
    const root = resolve(folder, posix.extname(magic) === '' ? `${magic}.tex` : magic);
    const rootText = await reader.readText(root);
    if (rootText === undefined || getKey(root) === getKey(uri)) return itself;
    const found = await searchIncludes({ uri: root, text: rootText }, uri, reader);
    return found ?? { uri: root, texts: [rootText], keepsFolder: isSubfile(text) };
  }
  if (isRoot(text)) return itself;
  const folders = listFoldersUpTo(folder, workspaceFolder);
  const included = listIncludedFiles(workspaceFolder, settings);
  const named = await searchRoots(included, uri, reader);
  if (named) return named;
  for (const each of folders) {
    const names = (await reader.list(each)).filter((name) => name.endsWith('.tex'));
    const files = sortLikelyRoots(names)
      .map((name) => resolve(each, name))
      .filter((file) => mayBeRoot(file, workspaceFolder, settings));
    const candidates = [...(await listDefaultFiles(each, reader)), ...files.slice(0, maxTexFiles)];
    const root = await searchRoots(candidates, uri, reader);
    if (root) return root;
  }
  return itself;
}

/** The first of several files that is a root and includes a document. */
async function searchRoots(
  candidates: readonly UriComponents[],
  document: UriComponents,
  reader: CachedReader,
): Promise<LatexRoot | undefined> {
  for (const uri of candidates) {
    const text = await reader.readText(uri);
    if (text === undefined || !isRoot(text) || isSubfile(text)) continue;
    const root = await searchIncludes({ uri, text }, document, reader);
    if (root) return root;
  }
  return undefined;
}

/** `main.tex` and the like first, as the number of files that are read is limited. */
function sortLikelyRoots(names: readonly string[]): string[] {
  const rank = (name: string) => (/^(?:main|root|thesis|book|paper|report)\b/i.test(name) ? 0 : 1);
  return names.toSorted((a, b) => rank(a) - rank(b));
}

interface TexFile {
  readonly uri: UriComponents;
  readonly text: string;
}

/** Looks for a document in what a root includes, and in what that includes. */
async function searchIncludes(
  root: TexFile,
  document: UriComponents,
  reader: CachedReader,
): Promise<LatexRoot | undefined> {
  const rootFolder = getParentFolder(root.uri);
  const queue = [{ ...root, folder: rootFolder, keepsFolder: false }];
  const seen = new Set([getKey(root.uri)]);
  const texts = [root.text];
  for (const file of queue) {
    for (const { command, path } of listIncludes(file.text)) {
      const keepsFolder =
        file.keepsFolder || /^sub(?:file|import|include|input)|import|from$/.test(command);
      const base =
        command.startsWith('sub') || file.keepsFolder ? getParentFolder(file.uri) : rootFolder;
      const uri = resolve(base, path);
      if (getKey(uri) === getKey(document)) return { uri: root.uri, texts, keepsFolder };
      if (seen.has(getKey(uri)) || seen.size > maxIncludes) continue;
      seen.add(getKey(uri));
      const text = await reader.readText(uri);
      if (text === undefined) continue;
      texts.push(text);
      queue.push({ uri, text, folder: rootFolder, keepsFolder });
    }
  }
  return undefined;
}

/** The files that a text includes, with their extensions. */
function listIncludes(text: string): { command: string; path: string }[] {
  const includes = text.matchAll(
    /\\(input|include|subfile|subfileinclude|import|subimport|inputfrom|includefrom|subinputfrom|subincludefrom)\*?[ \t]*\{([^{}\n]*)\}(?:\{([^{}\n]*)\})?/g,
  );
  const results: { command: string; path: string }[] = [];
  for (const [, command = '', first = '', second] of removeComments(text, includes)) {
    const isPair = /import|from$/.test(command);
    const path = isPair ? posix.join(first.trim(), (second ?? '').trim()) : first.trim();
    results.push({ command, path: posix.extname(path) === '' ? `${path}.tex` : path });
    if (results.length >= maxIncludes) break;
  }
  return results;
}

/** Without matches in comments, after a `%` on their line. */
function* removeComments(
  text: string,
  matches: Iterable<RegExpExecArray>,
): Generator<RegExpExecArray> {
  for (const match of matches) {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (!/(?:^|[^\\])%/.test(line)) yield match;
  }
}

/** Lines of a document that are searched for a comment with its root, as LaTeX Workshop does. */
const maxMagicLines = 30;

function readNamedRoot(text: string): string | undefined {
  const lines = text.split('\n', maxMagicLines);
  const magic = lines.map((line) =>
    /^\s*%\s*!\s*TE?X\s+root\s*=\s*(\S.*)$/i.exec(line)?.[1]?.trim(),
  );
  const [, subfile] = /\\documentclass\[([^\]\n]*)\]\{subfiles\}/.exec(text) ?? [];
  return magic.find((each) => each !== undefined) ?? subfile?.trim();
}

function isRoot(text: string): boolean {
  return /^[ \t]*\\(?:documentclass\b|begin\{document\})/m.test(text);
}

function isSubfile(text: string): boolean {
  return /\\documentclass(?:\[[^\]\n]*\])?\{subfiles\}/.test(text);
}

const graphicsPath = /\\graphicspath[ \t\n]*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g;
/** Maximum number of occurrences in a file that are checked, from its end. */
const maxGraphicsPaths = 20;

/** The folders of the last `\graphicspath` in a text, without those that a macro decides. */
export function readGraphicsPath(texts: readonly string[]): string[] {
  const paths = texts.flatMap((text) => {
    const matches = text.matchAll(graphicsPath);
    return [...removeComments(text, [...matches].slice(-maxGraphicsPaths))];
  });
  const [, folders = ''] = paths.at(-1) ?? [];
  return [...folders.matchAll(/\{(?:\\subfix\{)?([^{}\\]+)\}/g)].map(([, path = '']) =>
    path.trim(),
  );
}

import * as vscode from 'vscode';
import { maxProjectFileCharacters } from '../untrusted/limits.ts';
import type { ProjectReader } from './place/place.ts';
import type { UriComponents } from './relativePath.ts';
import type { FileReader } from './sameFile.ts';

/** A character has at most three bytes in UTF-8 for each of its UTF-16 units. */
const maxProjectFileBytes = maxProjectFileCharacters * 3;

/** The URI of its parts. */
export function toUri({ scheme, authority, path }: UriComponents): vscode.Uri {
  return vscode.Uri.from({ scheme, authority, path });
}

/** Reads a project by `vscode.workspace.fs`, so that it may be remote or virtual. Files that cannot be read count as absent. */
export const projectReader: ProjectReader & FileReader = {
  readText: async (file) => {
    const size = await projectReader.getSize(file);
    if (size === undefined || size > maxProjectFileBytes) return undefined;
    const content = await projectReader.readBytes(file);
    return content && new TextDecoder().decode(content);
  },
  readBytes: (file) => tolerate(vscode.workspace.fs.readFile(toUri(file))),
  list: async (folder) => {
    const entries = await tolerate(vscode.workspace.fs.readDirectory(toUri(folder)));
    return (entries ?? []).map(([name]) => name);
  },
  getSize: async (file) => {
    const stat = await tolerate(vscode.workspace.fs.stat(toUri(file)));
    return stat && (stat.type & vscode.FileType.File) !== 0 ? stat.size : undefined;
  },
};

function tolerate<T>(result: Thenable<T>): Promise<T | undefined> {
  return Promise.resolve(result).catch(() => undefined);
}

import type { Disk } from './files.ts';

export interface FolderWatcher {
  dispose(): void;
}

/**
 * Calls `heard` with the name of each file of a folder that is made, changed or removed. Where a
 * system has run out of watches, a window works on without news of the others.
 */
export function watchFolder(
  disk: Disk,
  folder: string,
  onChange: (name: string) => void,
  onError: (folder: string, error: unknown) => void = () => undefined,
): FolderWatcher | undefined {
  try {
    const watcher = disk.watch(folder, (_event, name) => {
      if (name !== null) onChange(name);
    });
    watcher.on('error', (error) => {
      onError(folder, error);
    });
    return {
      dispose: () => {
        watcher.close();
      },
    };
  } catch (error) {
    onError(folder, error);
    return undefined;
  }
}

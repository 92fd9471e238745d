import type { Disk } from './files.ts';

export interface Watch {
  dispose(): void;
}

/**
 * Calls `heard` with the name of each file of a folder that is made, changed or removed. Where a
 * system has run out of watches, a window works on without news of the others.
 */
export function watchFolder(
  disk: Disk,
  folder: string,
  heard: (name: string) => void,
  onFailure: (folder: string, error: unknown) => void = () => undefined,
): Watch | undefined {
  try {
    const watcher = disk.watch(folder, (_event, name) => {
      if (name !== null) heard(name);
    });
    watcher.on('error', (error) => {
      onFailure(folder, error);
    });
    return {
      dispose: () => {
        watcher.close();
      },
    };
  } catch (error) {
    onFailure(folder, error);
    return undefined;
  }
}

import type { Disk } from './files.ts';

/** A watcher that `dispose` stops. */
export interface FolderWatcher {
  dispose(): void;
}

/**
 * Calls `onChange` with the name of each file in a folder that is created, changed or deleted. If
 * the system has no watchers left, it calls `onError` and returns `undefined`: the window then does
 * not notice changes of other windows.
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

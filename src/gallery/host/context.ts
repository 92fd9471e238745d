import type * as vscode from 'vscode';
import type { LibraryStatus } from '../../host/library/libraryStatus.ts';
import type { Log } from '../../host/ui/log.ts';
import type { Library } from '../../library/library.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import type { Handlers } from '../protocol/requests.ts';
import type { ComposerServices } from './composer/composerController.ts';

/** What the gallery works with. */
export interface GalleryContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly engine: Pick<TaskEngine, 'getHold' | 'onDidChangeHold'>;
  /** The folder of the library: the only folder that images are shown from. */
  readonly libraryUri: vscode.Uri;
  readonly libraryStatus: LibraryStatus;
  readonly log: Log;
  readonly composerServices: ComposerServices;
  /** Removes from these records the insertions whose documents no longer show the images. */
  readonly verifyInsertions: (ids: readonly string[]) => Promise<void>;
}

/** The calls of the page that the gallery leaves to the commands. */
export type UserActions = Pick<
  Handlers,
  'performAction' | 'performLibraryAction' | 'applyRemedy' | 'imageCopied' | 'undo'
>;

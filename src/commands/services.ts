import type * as vscode from 'vscode';
import type { GalleryPanel } from '../gallery/host/galleryPanel.ts';
import type { ApiKeyStore } from '../host/keys/apiKeyStore.ts';
import type { GenerationService } from '../host/generationService.ts';
import type { LastActiveEditor } from '../host/lastActiveEditor.ts';
import type { LibraryMover } from '../host/library/libraryMover.ts';
import type { LibraryStatus } from '../host/library/libraryStatus.ts';
import type { PromptInput } from '../host/promptInput.ts';
import type { RequestSettings } from '../host/requestSettings.ts';
import type { SampleMode } from '../host/samples/sampleMode.ts';
import type { Log } from '../host/ui/log.ts';
import type { Library } from '../library/library.ts';
import type { PendingMoves } from '../library/move/pendingMoves.ts';
import type { TaskEngine } from '../tasks/taskEngine.ts';
import type { InsertionTracker } from './gallery/insertionTracker.ts';

/** What commands work with. A command that needs only some of it takes a `Pick`. */
export interface Services {
  readonly apiKeys: ApiKeyStore;
  readonly engine: TaskEngine;
  readonly gallery: GalleryPanel;
  readonly generationService: GenerationService;
  readonly insertions: InsertionTracker;
  readonly lastActiveEditor: LastActiveEditor;
  readonly library: Library;
  readonly libraryMover: LibraryMover;
  readonly libraryStatus: LibraryStatus;
  readonly log: Log;
  readonly pendingMoves: PendingMoves;
  readonly promptInput: PromptInput;
  readonly requestSettings: RequestSettings;
  readonly samples: SampleMode;
  /** What is remembered in this workspace. */
  readonly workspaceState: vscode.Memento;
}

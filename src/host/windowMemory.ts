import type * as vscode from 'vscode';
import { UnsavedChanges } from '../tasks/unsavedChanges.ts';
import { PromptInput } from './promptInput.ts';
import { SubmittedRequests } from './submissions/submittedRequests.ts';
import { createLog } from './ui/log.ts';

/** What a window keeps when another folder becomes the library. */
export class WindowMemory {
  /** What could not be written yet. */
  readonly unsavedChanges = new UnsavedChanges();
  readonly submittedRequests = new SubmittedRequests();
  /** Kept because notifications that are still shown use it. */
  readonly log = createLog();
  /** Kept because its box may still be open. */
  readonly promptInput: PromptInput;

  /** @param workspaceState where drafts are kept */
  constructor(workspaceState: vscode.Memento) {
    this.promptInput = new PromptInput(workspaceState, (error) => {
      this.log.error(error);
    });
  }
}

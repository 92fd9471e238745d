import type { Choices, ComposerParameters, Draft } from '../../protocol/composer.ts';
import type { ComposerStrings } from '../../protocol/strings.ts';

/** The state and callbacks of the composer's templates. */
export interface ComposerProps {
  readonly strings: ComposerStrings;
  readonly draft: Draft;
  /** `undefined` until the host has sent its state. Until then, the prompt is read-only. */
  readonly choices: Choices | undefined;
  readonly faults: readonly string[];
  readonly estimate: string | undefined;
  readonly missingKeyMessage: string | undefined;
  readonly isBusy: boolean;
  readonly setPrompt: (text: string) => void;
  /** Called when a key is pressed in the prompt. */
  readonly onPromptKey: (event: KeyboardEvent) => void;
  readonly setParameters: (changed: ComposerParameters) => void;
  /** Adds the references in a text, or in the input field. */
  readonly addReferences: (text?: string) => void;
  readonly removeReference: (index: number) => void;
  readonly generate: () => void;
  readonly setApiKey: () => void;
  readonly selectProvider: () => void;
}

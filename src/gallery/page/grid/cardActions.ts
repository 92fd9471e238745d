import type { GenerationView } from '../../protocol/views.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';

/** An action that has a button on a card. All others are in its menu. */
export type PrimaryAction = Extract<
  ActionName,
  'insert' | 'cancel' | 'retry' | 'queryTask' | 'editPrompt'
>;

/**
 * The action that a generation most likely needs. For a failed one, it is never one that may be billed twice:
 * if its image may have been billed, Query Task looks for it.
 */
export function getPrimaryAction(generation: GenerationView): PrimaryAction | undefined {
  if (generation.state === 'running') return 'cancel';
  if (generation.images.length > 0) return 'insert';
  if (generation.state === 'done') return undefined;
  if (generation.isMaybeBilled) return 'queryTask';
  if (generation.canRetry) return 'retry';
  return generation.isRepeatable ? 'editPrompt' : undefined;
}

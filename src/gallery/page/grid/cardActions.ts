import type { GenerationView } from '../../protocol/views.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';
import type { IconName } from '../ui/iconNames.ts';

/** An action that has a button on a card. */
export type CardAction = Extract<
  ActionName,
  'saveAs' | 'copyPrompt' | 'editPrompt' | 'generateAgain' | 'cancel' | 'retry' | 'delete'
>;

/** The icons of the buttons. */
export const cardActionIcons: Readonly<Record<CardAction, IconName>> = {
  saveAs: 'save-as',
  copyPrompt: 'copy',
  editPrompt: 'edit',
  generateAgain: 'refresh',
  cancel: 'close',
  retry: 'refresh',
  delete: 'trash',
};

/**
 * The actions of a card, in the order of their buttons. A failed one has either Retry, which cannot
 * be billed twice, or Generate Again, which is billed.
 */
export function listCardActions(generation: GenerationView): readonly CardAction[] {
  const { isRepeatable } = generation;
  switch (generation.state) {
    case 'running':
      return ['copyPrompt', 'cancel'];
    case 'done':
      return [
        'saveAs',
        'copyPrompt',
        ...(isRepeatable ? (['generateAgain'] as const) : []),
        'delete',
      ];
    case 'failed': {
      if (generation.canRetry) return ['retry', 'copyPrompt', 'delete'];
      const again = isRepeatable ? (['editPrompt', 'generateAgain'] as const) : [];
      return [...again, 'copyPrompt', 'delete'];
    }
  }
}

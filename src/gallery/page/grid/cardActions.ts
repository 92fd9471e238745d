import type { GenerationView } from '../../protocol/views.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';
import type { IconName } from '../ui/iconNames.ts';

/** An action that has a button on a card. */
export type CardAction = Extract<
  ActionName,
  | 'saveAs'
  | 'copyPrompt'
  | 'editPrompt'
  | 'generateAgain'
  | 'cancel'
  | 'retry'
  | 'queryTask'
  | 'delete'
>;

/** The icons of the buttons. */
export const cardActionIcons: Readonly<Record<CardAction, IconName>> = {
  saveAs: 'save-as',
  copyPrompt: 'copy',
  editPrompt: 'edit',
  generateAgain: 'refresh',
  cancel: 'close',
  retry: 'refresh',
  queryTask: 'search',
  delete: 'trash',
};

/**
 * The actions of a card, in the order of their buttons. A failed one has either Retry, which cannot
 * be billed twice, or Generate Again, which is billed. If its image may have been billed, Query Task
 * comes first, to look for it.
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
      const query = generation.isMaybeBilled ? (['queryTask'] as const) : [];
      return [...query, ...again, 'copyPrompt', 'delete'];
    }
  }
}

/** The name of the label of an action's button. */
export function getCardActionLabel(
  action: CardAction,
  generation: GenerationView,
): CardAction | 'generateAgainMaybeBilled' {
  const isMaybeBilled = generation.state === 'failed' && generation.isMaybeBilled;
  return action === 'generateAgain' && isMaybeBilled ? 'generateAgainMaybeBilled' : action;
}

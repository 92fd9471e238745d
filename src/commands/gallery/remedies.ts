import type { RemedyName } from '../../gallery/protocol/vocabulary.ts';
import { runFailureAction } from '../../host/failureNotification.ts';
import { resolveRecordProvider } from '../../host/settings/settings.ts';
import { getRecordProvider, type GenerationRecord } from '../../library/record.ts';
import type { Services } from '../services.ts';
import { actionHandlers } from './actions.ts';

/**
 * Does something about generations that failed for the same cause. What is billed is asked about first, like
 * in the menu of a card.
 */
export async function applyRemedy(
  name: RemedyName,
  records: readonly GenerationRecord[],
  services: Services,
): Promise<void> {
  const { engine, generationService } = services;
  const [newest] = records;
  if (!newest) return;
  // In the gallery, prompts are edited there.
  if (name === 'editPrompt') {
    await actionHandlers.editPrompt({ records, images: [] }, services);
    return;
  }
  const provider = getRecordProvider(newest);
  const isSubmittedSince = generationService.watchSubmissions();
  const report = {
    failure: newest.failure ?? { kind: 'unexpected' as const },
    provider: provider && resolveRecordProvider(provider),
    prompt: newest.request.prompt,
    retry: () => generationService.retry(records),
    retryWithKey: () =>
      generationService.retry(
        records.filter((each) => each.task !== undefined || !isSubmittedSince(each)),
      ),
    // Another window may have got the image in the meantime.
    generateAgain: () =>
      generationService.generateAgain(
        records.filter(({ id, state }) => state === 'failed' || engine.getHold(id)),
      ),
  };
  await runFailureAction(name, report, services);
}

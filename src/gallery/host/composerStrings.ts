import * as vscode from 'vscode';
import type { ComposerStrings } from '../protocol/composer.ts';

/** The composer's words, in the user's language. */
export function createComposerStrings(): ComposerStrings {
  const { l10n } = vscode;
  return {
    newImage: l10n.t('New Image'),
    prompt: l10n.t('Prompt'),
    promptPlaceholder: l10n.t('Describe the picture, in English or Chinese'),
    promptMissing: l10n.t('Describe the picture in a few words.'),
    character: l10n.t('1 character'),
    characters: l10n.t('{0} characters'),
    tooLong: l10n.t(
      '{0} characters: over {1}, parts of a prompt may have no effect or be refused.',
    ),
    generate: l10n.t('Generate'),
    setApiKey: l10n.t('Set API Key…'),
    model: l10n.t('Model'),
    resolution: l10n.t('Resolution'),
    ratio: l10n.t('Ratio'),
    auto: l10n.t('Auto'),
    imageCount: l10n.t('Number of Pictures'),
    single: l10n.t('Single'),
    set: l10n.t('Set'),
    setHint: l10n.t('As many pictures as the prompt suggests. Every picture is billed.'),
    references: l10n.t('Reference Pictures'),
    addReference: l10n.t('Add the address of a reference picture'),
    remove: l10n.t('Remove {0}'),
  };
}

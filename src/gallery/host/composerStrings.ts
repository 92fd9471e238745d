import * as vscode from 'vscode';
import type { ComposerStrings } from '../protocol/composer.ts';

/** The composer's words, in the user's language. */
export function createComposerStrings(): ComposerStrings {
  const { l10n } = vscode;
  return {
    newImage: l10n.t('New Image'),
    prompt: l10n.t('Prompt'),
    promptPlaceholder: l10n.t('Describe the image in English or Chinese'),
    promptMissing: l10n.t('Enter a prompt that describes the image.'),
    characters: { one: l10n.t('1 character'), other: l10n.t('{0} characters') },
    tooLong: l10n.t('{0}. Beyond {1}, parts of the prompt may be ignored or rejected.'),
    generate: l10n.t('Generate'),
    setApiKey: l10n.t('Set API Key…'),
    model: l10n.t('Model'),
    resolution: l10n.t('Resolution'),
    ratio: l10n.t('Aspect ratio'),
    auto: l10n.t({ message: 'Auto', comment: ['Aspect ratio chosen by the model'] }),
    imageCount: l10n.t('Number of images'),
    single: l10n.t({ message: 'Single', comment: ['One image, as opposed to a set'] }),
    set: l10n.t({ message: 'Set', comment: ['Noun: several related images'] }),
    setHint: l10n.t('Generates as many images as the prompt asks for. Each image is billed.'),
    references: l10n.t('Reference images'),
    addReference: l10n.t('Add the URL of a reference image'),
    remove: l10n.t('Remove {0}'),
  };
}

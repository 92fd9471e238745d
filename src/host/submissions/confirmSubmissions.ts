import * as vscode from 'vscode';
import { JimengError } from '../../jimeng/index.ts';
import { formatImageCount, formatPlural } from '../plural.ts';
import { confirm } from '../ui/notifications.ts';
import {
  maxUnconfirmedGenerations,
  type SubmissionPlan,
  type UnconfirmedLimits,
} from './submissionPlan.ts';

/** When the user is asked before images are generated. */
export interface Question extends UnconfirmedLimits {
  /** Whether some of the images may have been billed already. */
  readonly isMaybeBilled?: boolean;
}

/** The question of Generate Again, whose button does not show how many images a set has. */
export const repeatQuestion: Question = { images: maxUnconfirmedGenerations };

/**
 * Asks whether to generate images if they are many or expensive, or may be billed twice, with their
 * number and cost.
 * @throws JimengError of kind `canceled` if the user cancels
 */
export async function confirmSubmissions(
  plan: SubmissionPlan,
  { isMaybeBilled = false }: Question = {},
): Promise<void> {
  if (isMaybeBilled) await confirmBilledTwice(plan);
  else if (plan.needsConfirmation) await confirmCount(plan);
}

async function confirmCount(plan: SubmissionPlan): Promise<void> {
  const question = formatPlural(plan.submissions.length, {
    one: vscode.l10n.t('Do you want to generate images for 1 prompt?'),
    other: vscode.l10n.t('Do you want to generate images for {0} prompts?'),
  });
  const isConfirmed = await confirm(question, vscode.l10n.t('Generate'), formatDetail(plan));
  if (!isConfirmed) throw new JimengError({ kind: 'canceled' });
}

async function confirmBilledTwice(plan: SubmissionPlan): Promise<void> {
  const isOne = plan.submissions.length === 1;
  const isConfirmed = await confirm(
    isOne
      ? vscode.l10n.t('This image may already have been billed. Do you want to generate it again?')
      : vscode.l10n.t(
          'Some of these images may already have been billed. Do you want to generate them again?',
        ),
    vscode.l10n.t('Generate Again'),
    [
      plan.imageCount === 1 ? '' : formatDetail(plan),
      isOne ? vscode.l10n.t('It may be billed twice.') : vscode.l10n.t('They may be billed twice.'),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  );
  if (!isConfirmed) throw new JimengError({ kind: 'canceled' });
}

function formatDetail({ imageCount, isUpTo, costs, duplicateCount }: SubmissionPlan): string {
  const images = isUpTo
    ? formatPlural(imageCount, {
        one: vscode.l10n.t('Up to 1 image will be billed.'),
        other: vscode.l10n.t('Up to {0} images will be billed.'),
      })
    : vscode.l10n.t('{0} will be billed.', formatImageCount(imageCount));
  const cost = costs.join(' + ');
  return [
    images,
    cost === ''
      ? ''
      : isUpTo
        ? vscode.l10n.t('Cost: up to {0}.', cost)
        : vscode.l10n.t('Cost: {0}.', cost),
    duplicateCount === 0
      ? ''
      : formatPlural(duplicateCount, {
          one: vscode.l10n.t('1 duplicate prompt is skipped.'),
          other: vscode.l10n.t('{0} duplicate prompts are skipped.'),
        }),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

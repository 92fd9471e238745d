import { l10n } from 'vscode';
import { modelIds, type RequestFault } from '../../jimeng/index.ts';
import type { FailureAction } from './buttons.ts';

type OutOfRangeFault = Extract<RequestFault, { fault: 'parameterOutOfRange' }>;

/** One sentence about what is wrong with a request. */
export function formatRequestFault(fault: RequestFault): string {
  switch (fault.fault) {
    case 'promptMissing':
      return l10n.t('There is no prompt. Describe the picture in a few words.');
    case 'promptTooLong':
      return l10n.t(
        'The prompt has {0} characters. Shorten it to {1}: the service refuses more.',
        fault.count,
        fault.max,
      );
    case 'modelUnknown':
      return l10n.t(
        'There is no model “{0}”. Choose one of these: {1}',
        fault.model,
        modelIds.join(', '),
      );
    case 'modelNotOffered':
      return l10n.t(
        '{0} does not offer {1}. Choose the model jimeng-4.0, or select another provider.',
        fault.provider,
        fault.model,
      );
    case 'referencesTooMany':
      return l10n.t('There are {0} reference pictures. Use at most {1}.', fault.count, fault.max);
    case 'referenceMissing':
      return l10n.t(
        '{0} changes a picture that it is given. Name its address in the command’s argument “imageUrls”, or choose another model.',
        fault.model,
      );
    case 'referenceNotHttp':
      return l10n.t(
        'The reference “{0}” is not an http or https address. Use one that the service can fetch.',
        fault.url,
      );
    case 'sideMissing':
      return fault.side === 'width'
        ? l10n.t('There is a height without a width. Give both or neither.')
        : l10n.t('There is a width without a height. Give both or neither.');
    case 'sideNotWhole':
      return fault.side === 'width'
        ? l10n.t('The width {0} is not a whole number of pixels.', fault.value)
        : l10n.t('The height {0} is not a whole number of pixels.', fault.value);
    case 'areaOutOfRange':
      return l10n.t(
        'The area of {0} pixels is out of range. Choose between 1024 × 1024 and 4096 × 4096.',
        fault.area,
      );
    case 'ratioOutOfRange':
      return l10n.t(
        'The ratio of {0} × {1} is out of range. Choose one between {2} and {3}.',
        fault.width,
        fault.height,
        formatRatio(fault.min),
        formatRatio(fault.max),
      );
    case 'ratiosReversed':
      return l10n.t(
        'No ratio lies between the “minRatio” {0} and the “maxRatio” {1}. Raise the second or lower the first: without them, they are 1/3 and 3.',
        formatDecimal(fault.min),
        formatDecimal(fault.max),
      );
    case 'resolutionNotMade':
      return l10n.t(
        '{0} makes no pictures of {1}. Choose a lower resolution or another model.',
        fault.model,
        fault.resolution.toUpperCase(),
      );
    case 'parameterNotTaken':
      return l10n.t('{0} does not take “{1}”. Leave it out.', fault.by, fault.parameter);
    case 'parameterOutOfRange':
      return formatRangeFault(fault);
    case 'textTooLong':
      return l10n.t('“{0}” is too long. Shorten it to {1} characters.', fault.parameter, fault.max);
    case 'producerMissing':
      return l10n.t('“aigcMeta” needs a “producerId”. Add it, or leave all of “aigcMeta” out.');
  }
}

/** What helps against faults of a request. */
export function getFaultActions(faults: readonly RequestFault[]): FailureAction[] {
  const kinds = new Set(faults.map(({ fault }) => fault));
  const actions: FailureAction[] = [];
  if (kinds.has('modelNotOffered')) actions.push('selectProvider');
  if (kinds.has('promptMissing') || kinds.has('promptTooLong')) actions.push('editPrompt');
  else actions.push('openSettings');
  return actions;
}

function formatRangeFault({ parameter, value, min, max, decimals }: OutOfRangeFault): string {
  const minText = formatDecimal(min);
  const maxText = formatDecimal(max);
  switch (decimals) {
    case undefined:
      return l10n.t(
        '“{0}” cannot be {1}. Choose a number between {2} and {3}.',
        parameter,
        value,
        minText,
        maxText,
      );
    case 0:
      return l10n.t(
        '“{0}” cannot be {1}. Choose a whole number from {2} to {3}.',
        parameter,
        value,
        minText,
        maxText,
      );
    default:
      return l10n.t(
        '“{0}” cannot be {1}. Choose a number from {2} to {3}, with at most {4} decimals.',
        parameter,
        value,
        minText,
        maxText,
        decimals,
      );
  }
}

/** As users write ratios: 16:1 or 1:3. */
function formatRatio(ratio: number): string {
  return ratio >= 1 ? `${formatDecimal(ratio)}:1` : `1:${formatDecimal(1 / ratio)}`;
}

function formatDecimal(value: number): string {
  return String(Number(value.toFixed(4)));
}

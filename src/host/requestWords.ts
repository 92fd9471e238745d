import { l10n } from 'vscode';
import type { RequestFault } from '../jimeng/index.ts';
import type { Remedy } from './remedyWords.ts';

/** One sentence about what is wrong with a request. */
export function tellFault(fault: RequestFault): string {
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
      return l10n.t('There is no model “{0}”. Choose one in the settings.', fault.model);
    case 'modelNotOffered':
      return l10n.t(
        '{0} does not offer {1}. Choose jimeng-4.0, or another provider.',
        fault.provider,
        fault.model,
      );
    case 'referencesTooMany':
      return l10n.t('There are {0} reference pictures. Use at most {1}.', fault.count, fault.max);
    case 'referenceMissing':
      return l10n.t('{0} edits a picture. Give it one reference picture.', fault.model);
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
        '{0} × {1} has the wrong ratio. Choose one between {2} and {3}.',
        fault.width,
        fault.height,
        tellRatio(fault.min),
        tellRatio(fault.max),
      );
    case 'ratiosReversed':
      return l10n.t(
        'The least ratio, {0}, is not below the greatest, {1}.',
        tellRatio(fault.min),
        tellRatio(fault.max),
      );
    case 'resolutionNotMade':
      return l10n.t(
        '{0} makes no pictures of {1}. Choose a lower resolution, or another model.',
        fault.model,
        fault.resolution.toUpperCase(),
      );
    case 'parameterNotTaken':
      return l10n.t('{0} does not take “{1}”. Leave it out.', fault.by, fault.parameter);
    case 'parameterOutOfRange':
      return fault.decimals === 0
        ? l10n.t(
            '“{0}” cannot be {1}. Choose a whole number from {2} to {3}.',
            fault.parameter,
            fault.value,
            tellNumber(fault.min),
            tellNumber(fault.max),
          )
        : l10n.t(
            '“{0}” cannot be {1}. Choose a number from {2} to {3}, of two decimals at most.',
            fault.parameter,
            fault.value,
            tellNumber(fault.min),
            tellNumber(fault.max),
          );
    case 'textTooLong':
      return l10n.t('“{0}” is too long. Shorten it to {1} characters.', fault.parameter, fault.max);
    case 'producerMissing':
      return l10n.t('“aigcMeta” needs a “producerId”. Add it, or leave the whole out.');
  }
}

/** What helps against faults of a request. */
export function remediesOf(faults: readonly RequestFault[]): Remedy[] {
  const kinds = new Set(faults.map(({ fault }) => fault));
  const remedies: Remedy[] = [];
  if (kinds.has('modelNotOffered')) remedies.push('selectProvider');
  if (kinds.has('promptMissing') || kinds.has('promptTooLong')) remedies.push('editPrompt');
  else remedies.push('openSettings');
  return remedies;
}

/** As users write ratios: 16:1 or 1:3. */
function tellRatio(ratio: number): string {
  return ratio >= 1 ? `${tellNumber(ratio)}:1` : `1:${tellNumber(1 / ratio)}`;
}

function tellNumber(value: number): string {
  return String(Number(value.toFixed(4)));
}

import { l10n } from 'vscode';
import type { RequestFault } from '../jimeng/index.ts';

/** One sentence about what is wrong with a request. */
export function tellFault(fault: RequestFault): string {
  switch (fault.fault) {
    case 'promptMissing':
      return l10n.t('There is no prompt. Describe the picture in a few words.');
    case 'modelUnknown':
      return l10n.t('There is no model “{0}”. Choose one in the settings.', fault.model);
    case 'referencesTooMany':
      return l10n.t('There are {0} reference pictures. Use at most {1}.', fault.count, fault.max);
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
        '{0} × {1} is too narrow. Choose a ratio between 1:16 and 16:1.',
        fault.width,
        fault.height,
      );
  }
}

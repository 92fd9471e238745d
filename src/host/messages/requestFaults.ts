import { l10n } from 'vscode';
import { modelIds, type RequestFault } from '../../jimeng/index.ts';
import { toPlainSentence, toPlainWords } from '../../untrusted/plainText.ts';
import { formatCharacterCount, formatPlural } from '../plural.ts';

type OutOfRangeFault = Extract<RequestFault, { fault: 'parameterOutOfRange' }>;

/** What is wrong with a request, and what the user can do about it. */
export function formatRequestFault(requestFault: RequestFault): string {
  return toPlainSentence(formatFault(toPlainWords(requestFault)));
}

function formatFault(fault: RequestFault): string {
  switch (fault.fault) {
    case 'promptMissing':
      return l10n.t('The prompt is empty. Enter a prompt that describes the image.');
    case 'promptTooLong':
      return l10n.t(
        'The prompt is too long ({0}). The limit is {1}.',
        formatCharacterCount(fault.count),
        fault.max,
      );
    case 'modelUnknown':
      return l10n.t("Unknown model '{0}'. Supported models: {1}", fault.model, modelIds.join(', '));
    case 'modelNotOffered':
      return l10n.t(
        '{0} does not support {1}. Choose jimeng-4.0 or select another provider.',
        fault.provider,
        fault.model,
      );
    case 'referencesTooMany':
      return l10n.t('Too many reference images ({0}). The limit is {1}.', fault.count, fault.max);
    case 'referenceMissing':
      return l10n.t(
        '{0} requires a reference image. Add one or choose another model.',
        fault.model,
      );
    case 'referenceNotHttp':
      return l10n.t(
        "The reference image '{0}' is not an http or https URL. Use a URL that the service can access.",
        fault.url,
      );
    case 'sideMissing':
      return fault.side === 'width'
        ? l10n.t('A height is specified without a width. Specify both or neither.')
        : l10n.t('A width is specified without a height. Specify both or neither.');
    case 'sideNotWhole':
      return fault.side === 'width'
        ? l10n.t('Invalid width: {0}. Specify a whole number of pixels.', fault.value)
        : l10n.t('Invalid height: {0}. Specify a whole number of pixels.', fault.value);
    case 'areaOutOfRange':
      return l10n.t(
        'The image area is out of range ({0} px). Choose a size between 1024 × 1024 and 4096 × 4096.',
        fault.area,
      );
    case 'ratioOutOfRange':
      return l10n.t(
        'The aspect ratio of {0} × {1} is out of range. Choose one between {2} and {3}.',
        fault.width,
        fault.height,
        formatRatio(fault.min),
        formatRatio(fault.max),
      );
    case 'ratiosReversed':
      return l10n.t(
        "'minRatio' ({0}) must be less than 'maxRatio' ({1}). The defaults are 1/3 and 3.",
        formatDecimal(fault.min),
        formatDecimal(fault.max),
      );
    case 'resolutionNotSupported':
      return l10n.t(
        '{0} does not support {1}. Choose a lower resolution or another model.',
        fault.model,
        fault.resolution.toUpperCase(),
      );
    case 'parameterNotSupported':
      if (fault.parameter === 'imageUrls') {
        return l10n.t(
          '{0} does not support reference images. Remove them or choose another model.',
          fault.by,
        );
      }
      return l10n.t("{0} does not support '{1}'. Remove it.", fault.by, fault.parameter);
    case 'parameterOutOfRange':
      return formatRangeFault(fault);
    case 'textTooLong':
      return l10n.t(
        "'{0}' is too long. The limit is {1}.",
        fault.parameter,
        formatCharacterCount(fault.max),
      );
    case 'producerMissing':
      return l10n.t("The content label requires 'producerId'. Add it or remove the label.");
    case 'settingInvalid':
      return l10n.t(
        "Invalid value {1} for the setting 'jimeng.{0}'. Expected: {2}.",
        fault.setting,
        fault.value,
        fault.expected,
      );
  }
}

function formatRangeFault({ parameter, value, min, max, decimals }: OutOfRangeFault): string {
  const minText = formatDecimal(min);
  const maxText = formatDecimal(max);
  switch (decimals) {
    case undefined:
      return l10n.t(
        "Invalid value {1} for '{0}'. Enter a number between {2} and {3}.",
        parameter,
        value,
        minText,
        maxText,
      );
    case 0:
      return l10n.t(
        "Invalid value {1} for '{0}'. Enter an integer from {2} to {3}.",
        parameter,
        value,
        minText,
        maxText,
      );
    default:
      return formatPlural(
        decimals,
        {
          one: l10n.t(
            "Invalid value {2} for '{1}'. Enter a number from {3} to {4} with at most 1 decimal place.",
          ),
          other: l10n.t(
            "Invalid value {2} for '{1}'. Enter a number from {3} to {4} with at most {0} decimal places.",
          ),
        },
        parameter,
        String(value),
        minText,
        maxText,
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

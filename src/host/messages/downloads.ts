import { l10n } from 'vscode';
import type { Failure } from '../../jimeng/index.ts';

type FailureOf<K extends Failure['kind']> = Extract<Failure, { kind: K }>;

/** What is wrong with the setting that describes the user’s own service, by the field at fault. */
export function formatInvalidProvider(field: string | undefined): string {
  switch (field) {
    case 'path':
      return l10n.t(
        "Invalid 'path' in 'jimeng.customProvider'. It must start with / and must not contain ? or #.",
      );
    case 'auth':
      return l10n.t(
        "Invalid 'auth' in 'jimeng.customProvider'. It must be 'bearer' or 'volcengine'.",
      );
    case 'model':
      return l10n.t("Invalid 'model' in 'jimeng.customProvider'. It must be a string.");
    default:
      return l10n.t(
        "Missing or invalid 'baseUrl' in 'jimeng.customProvider'. It must start with https://, or http:// for localhost.",
      );
  }
}

/** A picture that is made and could not be fetched. */
export function formatDownloadFailure({
  problem,
  host: hostname,
  httpStatus,
}: FailureOf<'download'>): string {
  switch (problem) {
    case 'status':
      return l10n.t(
        'The generated image could not be downloaded from {0} (HTTP {1}). Retry within 24 hours, or it will be retried when VS Code restarts.',
        hostname,
        httpStatus ?? 0,
      );
    case 'notImage':
      return l10n.t(
        '{0} did not return an image. Retry within 24 hours, or it will be retried when VS Code restarts.',
        hostname,
      );
    case 'incomplete':
      return l10n.t(
        'The connection to {0} was lost while downloading the image. Retry within 24 hours, or it will be retried when VS Code restarts.',
        hostname,
      );
    case 'tooLarge':
      return l10n.t('The image at {0} is larger than 100 MB and was not downloaded.', hostname);
    case 'invalidUrl':
      return l10n.t(
        'The service returned an invalid image URL ({0}). Retry the download to request a new one.',
        hostname,
      );
  }
}

import { l10n } from 'vscode';
import type { Failure } from '../../jimeng/index.ts';

type DownloadFailure = Extract<Failure, { kind: 'download' }>;

/** Why an image that was generated could not be downloaded. */
export function formatDownloadFailure({
  problem,
  host: hostname,
  httpStatus,
}: DownloadFailure): string {
  switch (problem) {
    case 'status':
      return l10n.t(
        'The generated image could not be downloaded from {0} (HTTP {1}). Retry within 24 hours. The download is also retried when VS Code restarts.',
        hostname,
        httpStatus ?? 0,
      );
    case 'notImage':
      return l10n.t(
        '{0} did not return an image. Retry within 24 hours. The download is also retried when VS Code restarts.',
        hostname,
      );
    case 'incomplete':
      return l10n.t(
        'The connection to {0} was lost while downloading the image. Retry within 24 hours. The download is also retried when VS Code restarts.',
        hostname,
      );
    case 'tooLarge':
      return l10n.t('The image at {0} is larger than 100 MB and was not downloaded.', hostname);
    case 'privateAddress':
      return l10n.t(
        'The image URL leads to this computer or a private network ({0}). For security, the image was not downloaded.',
        hostname,
      );
    case 'insecureRedirect':
      return l10n.t(
        'The download was redirected to {0} without encryption. The redirect was not followed.',
        hostname,
      );
    case 'invalidUrl':
      return l10n.t(
        'The service returned an invalid image URL ({0}). Retry the download to request a new one.',
        hostname,
      );
  }
}

import { l10n } from 'vscode';
import type { Failure } from '../../jimeng/index.ts';

type FailureOf<K extends Failure['kind']> = Extract<Failure, { kind: K }>;

/** What is wrong with the setting that describes the user’s own service, by the field at fault. */
export function formatInvalidProvider(field: string | undefined): string {
  switch (field) {
    case 'path':
      return l10n.t(
        'The “path” of “jimeng.customProvider” cannot be used. Let it begin with “/”, without “?” or “#”.',
      );
    case 'auth':
      return l10n.t(
        'The “auth” of “jimeng.customProvider” cannot be used. Choose “bearer” or “volcengine”.',
      );
    case 'model':
      return l10n.t('The “model” of “jimeng.customProvider” cannot be used. Give it a text.');
    default:
      return l10n.t(
        'The address of your own service is not set or cannot be used. Give “jimeng.customProvider” a “baseUrl” that begins with https.',
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
        'The finished picture could not be fetched from {0} (HTTP {1}). Fetch it again within 24 hours, or let the next start of VS Code do so.',
        hostname,
        httpStatus ?? 0,
      );
    case 'notPicture':
      return l10n.t(
        'What came from {0} is not a picture. Fetch it again within 24 hours, or let the next start of VS Code do so.',
        hostname,
      );
    case 'incomplete':
      return l10n.t(
        'The connection to {0} broke before the whole picture was here. Fetch it again within 24 hours, or let the next start of VS Code do so.',
        hostname,
      );
    case 'tooLarge':
      return l10n.t('The picture at {0} is over 100 MB and was not fetched.', hostname);
    case 'address':
      return l10n.t(
        'The service gave an address for the picture that cannot be used ({0}). Fetch it again, which asks for another.',
        hostname,
      );
  }
}

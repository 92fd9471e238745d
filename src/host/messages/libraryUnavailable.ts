import { l10n } from 'vscode';
import type { LibraryUnavailableError } from '../../library/location/libraryLocation.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';

/** Why the folder of the library is not available. */
export function formatLibraryUnavailable({ problem, folder }: LibraryUnavailableError): string {
  const path = toPlainText(folder, maxPathCharacters);
  switch (problem) {
    case 'notAbsolute':
      return l10n.t(
        "The library folder '{0}' in your settings is not an absolute path. Enter a path such as '/home/me/images' or '~/images'.",
        path,
      );
    case 'missing':
      return l10n.t(
        "The library folder '{0}' is not available. Connect its disk, create the folder, or choose another one.",
        path,
      );
    case 'notFolder':
      return l10n.t("The library folder '{0}' is a file. Choose another folder.", path);
    case 'foreign':
      return l10n.t(
        "The library folder '{0}' contains other files. Choose an empty folder or a folder with a library.",
        path,
      );
  }
}

import { l10n } from 'vscode';

/**
 * What is wrong with the setting `jimeng.customProvider`.
 * @param field the invalid field, or a property that does not exist, if it is known
 */
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
    case 'baseUrl':
    case undefined:
      return l10n.t(
        "Missing or invalid 'baseUrl' in 'jimeng.customProvider'. It must start with https://, or http:// for localhost.",
      );
    default:
      return l10n.t(
        "Unknown property '{0}' in 'jimeng.customProvider'. Remove it or correct its name.",
        field,
      );
  }
}

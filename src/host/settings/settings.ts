import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  createCustomProvider,
  type CustomProvider,
  customProviderSettingSchema,
  JimengError,
  providers,
  withSimulatedOrigin,
  type Failure,
  type Provider,
  type ProviderId,
  type RequestFault,
} from '../../jimeng/index.ts';
import type { RecordProvider } from '../../library/record.ts';
import { maxServiceWordsCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { showError } from '../ui/notifications.ts';
import {
  parseSettings,
  settingNames,
  type SettingName,
  type SettingProblem,
  type Settings,
} from './settingsSchema.ts';
import { deprecatedNames, successorNames } from './successors.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** The settings of which only a value that the user has set counts, because another one may be set. */
const replacedOrNew: ReadonlySet<string> = new Set([...deprecatedNames, ...successorNames]);

/**
 * Reads the settings, and what is wrong with them. An invalid one gets its default; nothing is sent
 * then if it is decisive.
 * @param document the document whose folder and language may have settings of their own
 */
export function readSettings(
  document?: Pick<vscode.TextDocument, 'uri' | 'languageId'>,
): ReturnType<typeof parseSettings> {
  const configuration = vscode.workspace.getConfiguration('jimeng', document);
  const read = (name: string) =>
    replacedOrNew.has(name) ? getIfSet(configuration, name) : configuration.get<unknown>(name);
  const names = [...settingNames, ...successorNames];
  return parseSettings(Object.fromEntries(names.map((name) => [name, read(name)])));
}

/** The value of a setting; `undefined` if it has only its default. */
function getIfSet(configuration: vscode.WorkspaceConfiguration, name: string): unknown {
  const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {};
  return workspaceFolderValue ?? workspaceValue ?? globalValue;
}

/** How images are inserted into a document. */
export interface InsertSettings {
  readonly placement: Settings['insert.placement'];
  readonly selection: Settings['insert.selection'];
  readonly destination: Settings['insert.destination'];
  readonly fileName: string;
  /** The user's own reference in the language of the document. */
  readonly referenceTemplate?: string;
  readonly altText: Settings['insert.altText'];
  /** VS Code's own settings for files that are dropped into Markdown. */
  readonly markdownDestination: Readonly<Record<string, string>>;
  readonly markdownOverwriteBehavior: 'nameIncrementally' | 'overwrite';
}

/** Reads how images are inserted into a document. */
export function readInsertSettings(
  document: Pick<vscode.TextDocument, 'uri' | 'languageId'>,
): InsertSettings {
  const { settings } = readSettings(document);
  const template = settings['insert.reference'][document.languageId];
  const markdown = vscode.workspace.getConfiguration('markdown.copyFiles', document);
  const destination = safeParse(v.record(v.string(), v.string()), markdown.get('destination'));
  return {
    placement: settings['insert.placement'],
    selection: settings['insert.selection'],
    destination: settings['insert.destination'],
    fileName: settings['insert.fileName'],
    ...(template !== undefined && { referenceTemplate: template }),
    altText: settings['insert.altText'],
    markdownDestination: destination.success ? destination.output : {},
    markdownOverwriteBehavior:
      markdown.get('overwriteBehavior') === 'overwrite' ? 'overwrite' : 'nameIncrementally',
  };
}

/**
 * The failure of a request whose settings are invalid; `undefined` if they are valid.
 * @param isReplaced whether the request has its own value in place of a setting
 */
export function findSettingsFailure(
  isReplaced: (name: SettingName) => boolean,
): Failure | undefined {
  const faults = readSettings()
    .problems.filter(({ name, isDecisive }) => isDecisive && !isReplaced(name))
    .map(toRequestFault);
  return faults.length > 0 ? { kind: 'request', faults } : undefined;
}

/** A problem of a setting as a reason why a request is not sent. */
export function toRequestFault({ path, value, expected }: SettingProblem): RequestFault {
  return { fault: 'settingInvalid', setting: path, value, expected };
}

/** The size limit of the library in bytes. `undefined` if there is none. */
export function readLibraryLimitBytes(): number | undefined {
  return readSettings().settings['library.maxSize'] * 1024 ** 2 || undefined;
}

/**
 * Sets the provider in the user settings. If they cannot be written, such as for an error in their
 * file, reports that.
 * @returns whether it was set
 */
export async function setProvider(provider: ProviderId): Promise<boolean> {
  try {
    await vscode.workspace
      .getConfiguration('jimeng')
      .update('provider', provider, vscode.ConfigurationTarget.Global);
    return true;
  } catch (error) {
    const openLabel = vscode.l10n.t('Open Settings');
    const message = vscode.l10n.t(
      'The provider could not be saved to your settings: {0}',
      toPlainText(
        error instanceof Error ? error.message : String(error),
        maxServiceWordsCharacters,
      ),
    );
    const choice = await showError(message, openLabel);
    if (choice === openLabel) await openSettings('jimeng.provider');
    return false;
  }
}

/** Opens the settings editor with a search, such as the name of a setting. */
export async function openSettings(query: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}

/**
 * Returns a provider as it is configured in the settings.
 * @throws JimengError of kind `noProvider` for a custom provider whose configuration is missing or invalid
 */
export function resolveProvider(id: ProviderId = readSettings().settings.provider): Provider {
  if (id !== 'custom') return resolveRecordProvider({ provider: id });
  const configuredValue = vscode.workspace.getConfiguration('jimeng').get('customProvider');
  const parsed = safeParse(customProviderSettingSchema, configuredValue);
  if (parsed.success) return toProvider(parsed.output);
  const field = v.getDotPath(parsed.issues[0]);
  throw new JimengError({ kind: 'noProvider', ...(field !== null && { field }) });
}

/** Like `resolveProvider`; `undefined` if the configuration is missing or invalid. */
export function tryResolveProvider(id?: ProviderId): Provider | undefined {
  try {
    return resolveProvider(id);
  } catch (error) {
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}

/**
 * Returns the provider of a generation. Its origin is that of the simulated service if an environment variable
 * names one, as in `npm start` and in tests. Keys are stored by origin, so the simulated service never gets a
 * real one.
 * @throws JimengError of kind `noProvider` for a custom provider that the record does not describe
 */
export function resolveRecordProvider({
  provider: id,
  customProvider: custom,
}: RecordProvider): Provider {
  if (id === 'custom') {
    if (custom) return toProvider(custom);
    throw new JimengError({ kind: 'noProvider' });
  }
  const origin = process.env[`JIMENG_SIMULATED_${id.toUpperCase()}`];
  return origin ? withSimulatedOrigin(providers[id], origin) : providers[id];
}

/** A custom provider. Its name, which is a host, is made safe to show: a URL limits neither its length nor its characters. */
function toProvider(custom: CustomProvider): Provider {
  const provider = createCustomProvider(custom);
  return { ...provider, name: toPlainText(provider.name) };
}

/** What a record stores about its provider. */
export function toRecordProvider({ id, custom }: Provider): RecordProvider {
  return { provider: id, ...(custom && { customProvider: custom }) };
}

import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  aigcMetaSchema,
  aspectRatios,
  createCustomProvider,
  customProviderSchema,
  JimengError,
  logoInfoSchema,
  modelIds,
  providerIds,
  providers,
  resolutions,
  withSimulatedOrigin,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';
import type { RecordProvider } from '../library/record.ts';

/** By provider, in any form, such as `0.22 CNY`. */
const pricePerImageSchema = v.record(v.string(), v.union([v.string(), v.number()]));

const settingsSchema = v.object({
  provider: v.fallback(v.picklist(providerIds), 'octopusx'),
  model: v.fallback(v.picklist(modelIds), 'jimeng-4.0'),
  resolution: v.fallback(v.picklist(resolutions), '2k'),
  aspectRatio: v.fallback(v.picklist(['auto', ...aspectRatios]), 'auto'),
  forceSingle: v.fallback(v.boolean(), true),
  addLogo: v.fallback(v.boolean(), false),
  logoInfo: v.fallback(logoInfoSchema, {}),
  aigcMeta: v.fallback(aigcMetaSchema, { producerId: '' }),
  returnUrl: v.fallback(v.boolean(), true),
  /** Seconds. */
  timeout: v.fallback(v.pipe(v.number(), v.minValue(10)), 600),
  maxConcurrentTasks: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1)), 2),
  pricePerImage: v.fallback(pricePerImageSchema, {}),
  /** Megabytes; 0 for no limit. */
  'library.maxSize': v.fallback(v.pipe(v.number(), v.minValue(0)), 0),
});

/** The settings under `jimeng.`, without `customProvider`. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Reads the settings. An invalid one, which VS Code marks in the settings editor, gets its default. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration('jimeng');
  return v.parse(
    settingsSchema,
    Object.fromEntries(
      Object.keys(settingsSchema.entries).map((name) => [name, configuration.get(name)]),
    ),
  );
}

/** The size limit of the library in bytes. `undefined` if there is none. */
export function readLibraryLimitBytes(): number | undefined {
  return readSettings()['library.maxSize'] * 1024 ** 2 || undefined;
}

/** Sets the provider in the user settings. */
export async function setProvider(provider: ProviderId): Promise<void> {
  await vscode.workspace
    .getConfiguration('jimeng')
    .update('provider', provider, vscode.ConfigurationTarget.Global);
}

/** Opens the settings editor with a search, such as the name of a setting. */
export async function openSettings(query: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}

/**
 * Returns a provider as it is configured in the settings.
 * @throws JimengError of kind `noProvider` for a custom provider whose configuration is missing or invalid
 */
export function resolveProvider(id: ProviderId = readSettings().provider): Provider {
  if (id !== 'custom') return resolveRecordProvider({ provider: id });
  const configuredValue = vscode.workspace.getConfiguration('jimeng').get('customProvider');
  const parsed = v.safeParse(customProviderSchema, configuredValue);
  if (parsed.success) return createCustomProvider(parsed.output);
  const field = v.getDotPath(parsed.issues[0]);
  throw new JimengError({ kind: 'noProvider', ...(field !== null && { field }) });
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
    if (custom) return createCustomProvider(custom);
    throw new JimengError({ kind: 'noProvider' });
  }
  const origin = process.env[`JIMENG_SIMULATED_${id.toUpperCase()}`];
  return origin ? withSimulatedOrigin(providers[id], origin) : providers[id];
}

/** What a record stores about its provider. */
export function toRecordProvider({ id, custom }: Provider): RecordProvider {
  return { provider: id, ...(custom && { customProvider: custom }) };
}

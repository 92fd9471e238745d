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

/** By provider, in words of the user's own such as `0.22 CNY`. */
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
  /** Megabytes; 0 for as many as there come. */
  'library.maxSize': v.fallback(v.pipe(v.number(), v.minValue(0)), 0),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** The settings as they are now; one that is not usable counts as unset, and VS Code marks it in the editor. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration('jimeng');
  return v.parse(
    settingsSchema,
    Object.fromEntries(
      Object.keys(settingsSchema.entries).map((name) => [name, configuration.get(name)]),
    ),
  );
}

/** Most bytes that the library should take; `undefined` where there is no limit. */
export function readLibraryLimitBytes(): number | undefined {
  return readSettings()['library.maxSize'] * 1024 ** 2 || undefined;
}

export async function setProvider(provider: ProviderId): Promise<void> {
  await vscode.workspace
    .getConfiguration('jimeng')
    .update('provider', provider, vscode.ConfigurationTarget.Global);
}

/** Shows the settings that `query` finds, such as a setting's own name. */
export async function openSettings(query: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}

/**
 * A provider as the settings have it now.
 * @throws JimengError of kind `noProvider` where it is the user's own and not well described.
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
 * The provider that a generation was made at: at its own origin, or at the simulated service on this
 * machine that the environment names, as `npm start` and the tests do. Keys are kept by origin, so a
 * simulation never gets a real one.
 * @throws JimengError of kind `noProvider` where it is the user's own and not described.
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

/** What a record keeps of its provider. */
export function toRecordProvider({ id, custom }: Provider): RecordProvider {
  return { provider: id, ...(custom && { customProvider: custom }) };
}

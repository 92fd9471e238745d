import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  aspectRatios,
  modelIds,
  providerIds,
  providers,
  resolutions,
  simulated,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';

const schema = v.object({
  provider: v.fallback(v.picklist(providerIds), 'octopusx'),
  model: v.fallback(v.picklist(modelIds), 'jimeng-4.0'),
  resolution: v.fallback(v.picklist(resolutions), '2k'),
  aspectRatio: v.fallback(v.picklist(['auto', ...aspectRatios]), 'auto'),
  forceSingle: v.fallback(v.boolean(), true),
  /** Seconds. */
  timeout: v.fallback(v.pipe(v.number(), v.minValue(10)), 600),
  maxConcurrentTasks: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1)), 2),
});

export type Settings = v.InferOutput<typeof schema>;

/** The settings as they are now; one that is not usable counts as unset, and VS Code marks it in the editor. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('jimeng');
  return v.parse(
    schema,
    Object.fromEntries(Object.keys(schema.entries).map((name) => [name, section.get(name)])),
  );
}

export async function setProvider(provider: ProviderId): Promise<void> {
  await vscode.workspace
    .getConfiguration('jimeng')
    .update('provider', provider, vscode.ConfigurationTarget.Global);
}

/**
 * The provider at its own origin, or at the simulated service on this machine that the environment
 * names, as `npm start` and the tests do. Keys are kept by origin, so a simulation never gets a real one.
 */
export function providerOf(id: ProviderId): Provider {
  const origin = process.env[`JIMENG_SIMULATED_${id.toUpperCase()}`];
  return origin ? simulated(providers[id], origin) : providers[id];
}

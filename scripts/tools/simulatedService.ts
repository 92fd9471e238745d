import type { ApiKeyInput } from '../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../test/gateway/services/accessKeys.ts';

/** Where the simulated service listens for the extension, as base origins. */
interface SimulatedOrigins {
  readonly octopusx: string;
  readonly deepwl: string;
  readonly volcengine: string;
}

/** A key and the provider that it is for, as `jimeng.setApiKey` takes them. */
export interface ProviderKey {
  readonly provider: string;
  readonly key: ApiKeyInput;
}

/** The key that the simulated service knows. */
export const sampleKey = 'sk-sample-0000000000000000';

/** The access key that the simulated Volcengine knows. */
export const sampleAccessKey = sampleAccessKeys.permanent;

/** The keys of the providers that need no further settings. */
export const sampleProviderKeys: readonly ProviderKey[] = [
  { provider: 'octopusx', key: sampleKey },
  { provider: 'deepwl', key: sampleKey },
  { provider: 'volcengine', key: sampleAccessKey },
];

/** The first port of the simulated service while debugging; `.vscode/launch.json` has it too. */
export const debugPort = 4100;

/** The environment in which the extension talks to the simulated service instead of the real one. */
export function toSimulatedEnvironment(origins: SimulatedOrigins): Record<string, string> {
  return {
    JIMENG_SIMULATED_OCTOPUSX: origins.octopusx,
    JIMENG_SIMULATED_DEEPWL: origins.deepwl,
    JIMENG_SIMULATED_VOLCENGINE: origins.volcengine,
  };
}

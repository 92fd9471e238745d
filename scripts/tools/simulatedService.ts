import type { ApiKeyInput } from '../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../test/gateway/services/accessKeys.ts';

/** Base URLs of the simulated service. */
interface SimulatedOrigins {
  readonly octopusx: string;
  readonly deepwl: string;
  readonly volcengine: string;
}

/** An API key and its provider: the arguments of `jimeng.setApiKey`. */
export interface ProviderKey {
  readonly provider: string;
  readonly key: ApiKeyInput;
}

/** The API key that the simulated gateways accept. */
export const sampleKey = 'sk-sample-0000000000000000';

/** The access key that the simulated Volcengine API accepts. */
export const sampleAccessKey = sampleAccessKeys.permanent;

/** The keys of the providers that need no further settings. */
export const sampleProviderKeys: readonly ProviderKey[] = [
  { provider: 'octopusx', key: sampleKey },
  { provider: 'deepwl', key: sampleKey },
  { provider: 'volcengine', key: sampleAccessKey },
];

/** The first port of the simulated service while debugging. Must match `.vscode/launch.json`. */
export const debugPort = 4100;

/** The environment that makes the extension use the simulated service. */
export function toSimulatedEnvironment(origins: SimulatedOrigins): Record<string, string> {
  return {
    JIMENG_SIMULATED_OCTOPUSX: origins.octopusx,
    JIMENG_SIMULATED_DEEPWL: origins.deepwl,
    JIMENG_SIMULATED_VOLCENGINE: origins.volcengine,
  };
}

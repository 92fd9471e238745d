import type { Configuration, Custom, Format } from './controlApi.ts';
import type { Allowance } from './limits.ts';

/** What of a configuration stays until it is changed or the gateway is reset. */
export interface Settings extends Allowance {
  latencyMs: number;
  format: Format;
  custom: Custom;
  clockOffsetMs: number;
}

/** The settings of a gateway that nobody configured. */
export function initialSettings(latencyMs: number): Settings {
  return {
    latencyMs,
    format: 'provider',
    // Where stock new-api has its route.
    custom: { path: '/jimeng/', auth: 'bearer' },
    clockOffsetMs: 0,
    qps: null,
    maxConcurrent: null,
  };
}

/** The settings with what a configuration says of them. */
export function configured(settings: Settings, configuration: Configuration): Settings {
  const { keys, faults, ...changes } = configuration;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(given) as Partial<Settings>) };
}

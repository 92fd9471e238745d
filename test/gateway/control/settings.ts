import type { Configuration, Custom, Format } from './controlApi.ts';
import type { RateLimits } from '../services/rateLimiter.ts';

/** What of a configuration stays until it is changed or the gateway is reset. */
export interface Settings extends RateLimits {
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
export function applyConfiguration(settings: Settings, configuration: Configuration): Settings {
  const { keys, faults, ...changes } = configuration;
  const definedChanges = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(definedChanges) as Partial<Settings>) };
}

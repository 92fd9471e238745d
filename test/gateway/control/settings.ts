import type { Configuration, Custom, Format } from './controlApi.ts';
import type { RateLimits } from '../services/rateLimiter.ts';

/** The part of a configuration that stays until it is changed or the gateway is reset. */
export interface Settings extends RateLimits {
  latencyMs: number;
  format: Format;
  custom: Custom;
  clockOffsetMs: number;
}

/** The settings of a gateway before it is configured. */
export function initialSettings(latencyMs: number): Settings {
  return {
    latencyMs,
    format: 'provider',
    // The default route of new-api.
    custom: { path: '/jimeng/', auth: 'bearer' },
    clockOffsetMs: 0,
    qps: null,
    maxConcurrent: null,
  };
}

/** Returns the settings with the changes of a configuration. */
export function applyConfiguration(settings: Settings, configuration: Configuration): Settings {
  const { keys, faults, ...changes } = configuration;
  const definedChanges = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(definedChanges) as Partial<Settings>) };
}

/** Where the simulated service listens for the extension, as base origins. */
interface SimulatedOrigins {
  readonly octopusx: string;
  readonly deepwl: string;
}

/** The key that the simulated service knows. */
export const sampleKey = 'sk-sample-0000000000000000';

/** The environment in which the extension talks to the simulated service instead of the real one. */
export function simulatedEnvironment(origins: SimulatedOrigins): Record<string, string> {
  return {
    JIMENG_SIMULATED_OCTOPUSX: origins.octopusx,
    JIMENG_SIMULATED_DEEPWL: origins.deepwl,
  };
}

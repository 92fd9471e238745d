import { seededRandom } from '../seededRandom.ts';

/** A kind of hostile input, and what must hold when it is read. */
export interface Campaign {
  /** What it creates, such as `archives`. */
  readonly name: string;
  /** Creates one input and reads it. Throws if it does harm. */
  run(random: () => number): Promise<void> | void;
}

/** The most CPU time for one input in milliseconds: a longer pause of the extension host is a hang. */
const maxInputMs = 200;
/** How often a slow input is tried: other work of the process may have been measured. */
const maxAttempts = 8;

/**
 * Runs a campaign with the seeds from `seed` on.
 * @throws Error with the seed of the first input that does harm or takes too long
 */
export async function runCampaign(campaign: Campaign, count: number, seed: number): Promise<void> {
  for (let each = seed; each < seed + count; each++) await runInput(campaign, each);
}

async function runInput(campaign: Campaign, seed: number): Promise<void> {
  let ms = 0;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const start = process.cpuUsage();
    try {
      await campaign.run(seededRandom(seed));
    } catch (error) {
      throw new Error(`Harmed by ${campaign.name} with the seed ${seed}`, { cause: error });
    }
    const { user, system } = process.cpuUsage(start);
    ms = (user + system) / 1000;
    if (ms <= maxInputMs) return;
  }
  throw new Error(`Stopped for ${Math.round(ms)} ms by ${campaign.name} with the seed ${seed}`);
}

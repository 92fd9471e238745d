import type { Campaign } from './campaign.ts';

/** All campaigns. */
export const campaigns: readonly Campaign[] = [];

import { archives } from './archives.ts';
import type { Campaign } from './campaign.ts';
import { records } from './records.ts';

/** All campaigns. */
export const campaigns: readonly Campaign[] = [archives, records];

import { archives } from './archives.ts';
import type { Campaign } from './campaign.ts';
import { imageHeaders } from './imageHeaders.ts';
import { records } from './records.ts';
import { responses } from './responses.ts';

/** All campaigns. */
export const campaigns: readonly Campaign[] = [responses, ...imageHeaders, archives, records];

import { runCampaign } from './support/fuzz/campaign.ts';
import { campaigns } from './support/fuzz/campaigns.ts';

/** Inputs of each campaign. `npm run test:soak` runs many more. */
const count = 300;

describe('Hostile input', function () {
  this.timeout(60_000);
  for (const campaign of campaigns)
    it(`${campaign.name} do no harm`, () => runCampaign(campaign, count, 1));
});

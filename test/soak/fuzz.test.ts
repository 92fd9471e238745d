import { runCampaign } from '../unit/support/fuzz/campaign.ts';
import { campaigns } from '../unit/support/fuzz/campaigns.ts';
import { inputs, seed } from './soakOptions.ts';

describe(`Hostile input in memory (${inputs} each, seed ${seed})`, () => {
  for (const campaign of campaigns)
    it(`${campaign.name} do no harm`, () => runCampaign(campaign, inputs, seed));
});

import * as v from 'valibot';

const wholeNumber = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number));

/** How many rounds of chance there are, and the seed they are drawn from: `scripts/soak.ts` says so. */
export const { JIMENG_SOAK_ROUNDS: rounds, JIMENG_SOAK_SEED: seed } = v.parse(
  v.object({ JIMENG_SOAK_ROUNDS: wholeNumber, JIMENG_SOAK_SEED: wholeNumber }),
  process.env,
);

import * as v from 'valibot';

const integerSchema = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number));

/** How many rounds of chance there are, and the seed they are drawn from: `scripts/soak.ts` says so. */
export const { JIMENG_SOAK_ROUNDS: rounds, JIMENG_SOAK_SEED: seed } = v.parse(
  v.object({ JIMENG_SOAK_ROUNDS: integerSchema, JIMENG_SOAK_SEED: integerSchema }),
  process.env,
);

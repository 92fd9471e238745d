import * as v from 'valibot';

const integerSchema = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number));

/** Numbers of random rounds, sequences and inputs, and the random seed, set by `scripts/soak.ts`. */
export const {
  JIMENG_SOAK_ROUNDS: rounds,
  JIMENG_SOAK_SEQUENCES: sequences,
  JIMENG_SOAK_INPUTS: inputs,
  JIMENG_SOAK_SEED: seed,
} = v.parse(
  v.object({
    JIMENG_SOAK_ROUNDS: integerSchema,
    JIMENG_SOAK_SEQUENCES: integerSchema,
    JIMENG_SOAK_INPUTS: integerSchema,
    JIMENG_SOAK_SEED: integerSchema,
  }),
  process.env,
);

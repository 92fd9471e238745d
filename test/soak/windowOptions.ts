import * as v from 'valibot';

/** The step at which a window kills itself, counted from 1 in the order its disk and network are used. */
export const crashPointSchema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** `during`: a file half written, a request sent; only steps that have a half are counted then. */
  when: v.picklist(['before', 'during', 'after']),
});
export type CrashPoint = v.InferOutput<typeof crashPointSchema>;

/** What a window is told on its command line. */
export const windowOptionsSchema = v.object({
  /** The library's folder. */
  folder: v.string(),
  /** Origin of the simulated service. */
  origin: v.string(),
  /** The `User-Agent` of its calls, which tells windows apart in the service's log. */
  agent: v.string(),
  /** What it begins to generate. */
  prompts: v.array(v.string()),
  crashPoint: v.optional(crashPointSchema),
});
export type WindowOptions = v.InferOutput<typeof windowOptionsSchema>;

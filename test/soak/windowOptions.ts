import * as v from 'valibot';

/**
 * The step at which a window kills itself, counted from 1 in the order of disk and network calls.
 */
export const crashPointSchema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /**
   * `during`: after half of a file is written, or a request is sent. Counts only steps that can be
   * interrupted.
   */
  when: v.picklist(['before', 'during', 'after']),
});
export type StepCrashPoint = v.InferOutput<typeof crashPointSchema>;

/** The options of a window, passed on the command line. */
export const windowOptionsSchema = v.object({
  /** The folder of the library. */
  folder: v.string(),
  /** The URL of the simulated service. */
  origin: v.string(),
  /** The `User-Agent` of its requests, which identifies the window in the service's log. */
  agent: v.string(),
  /** The prompts to generate. */
  prompts: v.array(v.string()),
  crashPoint: v.optional(crashPointSchema),
});
export type WindowOptions = v.InferOutput<typeof windowOptionsSchema>;

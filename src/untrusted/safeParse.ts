import * as v from 'valibot';

/**
 * Parses what comes from elsewhere. Only the first problem is reported: valibot would keep several
 * objects for each wrong element of a list, which is more memory than there is for a few megabytes.
 */
export function safeParse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.SafeParseResult<Schema> {
  return v.safeParse(schema, value, { abortEarly: true });
}

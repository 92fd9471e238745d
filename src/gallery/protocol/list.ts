import * as v from 'valibot';

/** An array that is only ever read. */
export const readonlyArray = <const T extends v.GenericSchema>(item: T) =>
  v.pipe(v.array(item), v.readonly());

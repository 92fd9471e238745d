import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** The step at which an extension host is killed. */
const crashPointSchema = v.strictObject({
  /** `during`: after half of a file is written, or the first part of a response is received. */
  when: v.picklist(['before', 'during', 'after']),
  /** A pattern for the name of the step, such as `rename …/records/….json` or `request /…`. */
  step: v.string(),
  /** Parts that the content of the file must have. */
  contains: v.optional(v.array(v.string()), []),
});
export type CrashPoint = Readonly<v.InferInput<typeof crashPointSchema>>;

const storedCrashPointSchema = v.pipe(v.string(), v.parseJson(), crashPointSchema);

/** The file with which a test specifies where an extension host crashes. */
export class CrashPointFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the first extension host that reaches this step crash there. */
  write(crashPoint: CrashPoint): void {
    writeFileSync(this.path, JSON.stringify(crashPoint));
  }

  /** The crash point that was not reached yet. */
  read(): v.InferOutput<typeof crashPointSchema> | undefined {
    return this.isPending
      ? v.parse(storedCrashPointSchema, readFileSync(this.path, 'utf8'))
      : undefined;
  }

  get isPending(): boolean {
    return existsSync(this.path);
  }

  /** Removes the crash point, so that the next extension host does not crash. */
  remove(): void {
    if (this.isPending) unlinkSync(this.path);
  }
}

import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** The step of an extension host that is to be its last. */
const crashPointSchema = v.strictObject({
  /** `during`: a file half written, the first part of an answer received. */
  when: v.picklist(['before', 'during', 'after']),
  /** What the step's name, such as `rename …/records/….json` or `request /…`, matches. */
  step: v.string(),
  /** What the file in question holds, all of it. */
  contains: v.optional(v.array(v.string()), []),
});
export type CrashPoint = Readonly<v.InferInput<typeof crashPointSchema>>;

const storedCrashPointSchema = v.pipe(v.string(), v.parseJson(), crashPointSchema);

/** The file by which a test tells the extension hosts of a server where one of them is to die. */
export class CrashPointFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the first extension host that comes to this step die there. */
  write(crashPoint: CrashPoint): void {
    writeFileSync(this.path, JSON.stringify(crashPoint));
  }

  /** The blow that nobody has died of yet. */
  read(): v.InferOutput<typeof crashPointSchema> | undefined {
    return this.isPending
      ? v.parse(storedCrashPointSchema, readFileSync(this.path, 'utf8'))
      : undefined;
  }

  get isPending(): boolean {
    return existsSync(this.path);
  }

  /** Takes the blow away, so that whoever comes next lives. */
  remove(): void {
    if (this.isPending) unlinkSync(this.path);
  }
}

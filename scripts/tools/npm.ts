import * as v from 'valibot';
import { runCaptured, runInForeground, runQuietly, type ProcessOptions } from './processes.ts';
import { inProject } from './paths.ts';

type Environment = NonNullable<ProcessOptions['env']>;

const npmEnvironment = v.object({ npm_execpath: v.optional(v.string()) });

/** Runs npm silently with these arguments; throws with its output if it fails. */
export async function npm(args: readonly string[], options: ProcessOptions = {}): Promise<void> {
  const [command, first] = npmCommand();
  await runQuietly(command, [...first, ...args], options);
}

/** Runs one of our own npm scripts on the terminal. Resolves with its exit code. */
export function npmRun(
  script: string,
  args: readonly string[] = [],
  env: Environment = {},
): Promise<number> {
  return runInForeground(...scriptCommand(script, args), { cwd: inProject('.'), env });
}

/** Runs one of our own npm scripts silently. Resolves with its exit code and its output. */
export function npmRunCaptured(
  script: string,
  args: readonly string[],
  env: Environment,
): Promise<{ code: number; output: string }> {
  return runCaptured(...scriptCommand(script, args), { cwd: inProject('.'), env });
}

function scriptCommand(
  script: string,
  args: readonly string[],
): [command: string, args: readonly string[]] {
  const [command, first] = npmCommand();
  const passedOn = args.length > 0 ? ['--', ...args] : [];
  return [command, [...first, 'run', '--silent', script, ...passedOn]];
}

/** How npm is started: by its own script where npm started us, since Windows cannot spawn `npm`. */
function npmCommand(): [command: string, first: string[]] {
  const { npm_execpath: script } = v.parse(npmEnvironment, process.env);
  return script === undefined ? ['npm', []] : [process.execPath, [script]];
}

import * as v from 'valibot';
import { captureOutput, runInForeground, runSilently, type ProcessOptions } from './processes.ts';
import { resolveProjectPath } from './paths.ts';

type Environment = NonNullable<ProcessOptions['env']>;

const npmEnvironmentSchema = v.object({ npm_execpath: v.optional(v.string()) });

/** Runs npm silently with these arguments; throws with its output if it fails. */
export async function runNpm(args: readonly string[], options: ProcessOptions = {}): Promise<void> {
  const [command, leadingArgs] = getNpmCommand();
  await runSilently(command, [...leadingArgs, ...args], options);
}

/** Runs one of our npm scripts in the terminal. Resolves with its exit code. */
export function runNpmScript(
  script: string,
  args: readonly string[] = [],
  env: Environment = {},
): Promise<number> {
  return runInForeground(...getScriptCommand(script, args), { cwd: resolveProjectPath('.'), env });
}

/** Runs one of our npm scripts silently. Resolves with its exit code and its output. */
export function captureNpmScript(
  script: string,
  args: readonly string[],
  env: Environment,
): Promise<{ code: number; output: string }> {
  return captureOutput(...getScriptCommand(script, args), { cwd: resolveProjectPath('.'), env });
}

function getScriptCommand(
  script: string,
  args: readonly string[],
): [command: string, args: readonly string[]] {
  const [command, leadingArgs] = getNpmCommand();
  const forwardedArgs = args.length > 0 ? ['--', ...args] : [];
  return [command, [...leadingArgs, 'run', '--silent', script, ...forwardedArgs]];
}

/**
 * The command that runs npm: its script if npm started this process, because Windows cannot spawn
 * `npm`.
 */
function getNpmCommand(): [command: string, first: string[]] {
  const { npm_execpath: script } = v.parse(npmEnvironmentSchema, process.env);
  return script === undefined ? ['npm', []] : [process.execPath, [script]];
}

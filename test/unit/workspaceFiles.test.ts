import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import * as v from 'valibot';
import { providers } from '../../src/jimeng/index.ts';
import {
  debugPort,
  sampleProviderKeys,
  toSimulatedEnvironment,
} from '../../scripts/tools/simulatedService.ts';

const background = v.object({
  activeOnStart: v.literal(true),
  beginsPattern: v.string(),
  endsPattern: v.string(),
});
const tasksFile = readJsonc(
  '.vscode/tasks.json',
  v.object({
    version: v.literal('2.0.0'),
    tasks: v.array(
      v.object({
        label: v.string(),
        type: v.optional(v.literal('npm')),
        script: v.optional(v.string()),
        dependsOn: v.optional(v.array(v.string()), []),
        isBackground: v.optional(v.boolean(), false),
        problemMatcher: v.union([
          v.pipe(v.string(), v.startsWith('$')),
          v.tuple([]),
          v.object({ pattern: v.object({ regexp: v.string() }), background }),
        ]),
      }),
    ),
  }),
);
const launchFile = readJsonc(
  '.vscode/launch.json',
  v.object({
    version: v.literal('0.2.0'),
    configurations: v.array(
      v.object({
        name: v.string(),
        type: v.picklist(['extensionHost', 'node']),
        request: v.literal('launch'),
        preLaunchTask: v.optional(v.string()),
        runtimeExecutable: v.optional(v.string()),
        windows: v.optional(v.object({ runtimeExecutable: v.string() })),
        program: v.optional(v.string()),
        args: v.array(v.string()),
        env: v.optional(v.record(v.string(), v.string()), {}),
        cwd: v.optional(v.literal('${workspaceFolder}')),
      }),
    ),
  }),
);
const { scripts } = readJsonc(
  'package.json',
  v.object({ scripts: v.record(v.string(), v.string()) }),
);

describe('.vscode files', () => {
  it('are valid JSON with comments', () => {
    const files = globSync('.vscode/*.json').sort();
    assert.equal(files.length, 4);
    for (const file of files) readJsonc(file, v.record(v.string(), v.unknown()));
  });

  it('recommend extensions by ID', () => {
    const id = v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+$/));
    readJsonc('.vscode/extensions.json', v.object({ recommendations: v.array(id) }));
  });

  it('specify an installed version of TypeScript', () => {
    const settings = readJsonc(
      '.vscode/settings.json',
      v.object({ 'typescript.tsdk': v.string() }),
    );
    assert.ok(existsSync(`${settings['typescript.tsdk']}/typescript.js`));
  });
});

describe('.vscode/tasks.json', () => {
  const labels = tasksFile.tasks.map(({ label }) => label);

  it('gives each task its own label', () => {
    assert.equal(new Set(labels).size, labels.length);
  });

  for (const { label, script, dependsOn, isBackground, problemMatcher } of tasksFile.tasks) {
    it(`refers to existing scripts and tasks in ${label}`, () => {
      if (script === undefined) assert.ok(dependsOn.length > 0);
      else assert.ok(script in scripts, script);
      for (const each of dependsOn) assert.ok(labels.includes(each), each);
      const isBackgroundTask = typeof problemMatcher === 'object' && 'background' in problemMatcher;
      assert.equal(isBackgroundTask, isBackground);
      if (isBackgroundTask) new RegExp(problemMatcher.pattern.regexp);
    });
  }

  it('detects when the bundles are built', () => {
    const source = readFileSync('esbuild.js', 'utf8');
    const { beginsPattern, endsPattern } = backgroundOf('watch');
    for (const [line, pattern] of [
      ['[watch] build started', beginsPattern],
      ['[watch] build finished', endsPattern],
    ] as const) {
      assert.ok(source.includes(`'${line}'`));
      assert.match(line, new RegExp(pattern));
    }
  });

  it('detects when the simulated service listens', async () => {
    const { beginsPattern, endsPattern } = backgroundOf('debug');
    const source = readFileSync('scripts/debug.ts', 'utf8');
    const [, announcement = ''] = /console\.log\('(.+)'\)/.exec(source) ?? [];
    assert.match(announcement, new RegExp(beginsPattern));
    const [, gateway = ''] = /resolveProjectPath\('(.+main\.ts)'\)/.exec(source) ?? [];
    assert.match(await firstLineOf(gateway), new RegExp(endsPattern));
  });
});

describe('.vscode/launch.json', () => {
  const { configurations } = launchFile;

  for (const { name, type, preLaunchTask, program, args, ...rest } of configurations) {
    it(`refers to existing tasks and files in ${name}`, () => {
      if (preLaunchTask !== undefined) {
        assert.ok(tasksFile.tasks.some(({ label }) => label === preLaunchTask));
      }
      const extensions = args
        .filter((arg) => arg.startsWith('--extensionDevelopmentPath='))
        .map((arg) => `${arg.slice(arg.indexOf('=') + 1)}/package.json`);
      assert.equal(extensions.length > 0, type === 'extensionHost');
      const configs = args.filter((_, index) => args[index - 1] === '--config');
      const isWindows = process.platform === 'win32';
      const runtime = isWindows ? rest.windows?.runtimeExecutable : rest.runtimeExecutable;
      for (const path of [...extensions, ...configs, program, runtime]) {
        if (path !== undefined) assert.ok(existsSync(inWorkspace(path)), path);
      }
    });
  }

  it('opens the copy of the sample workspace that its task creates', () => {
    const [folder = ''] = run().args.filter((arg) => arg.startsWith('${workspaceFolder}'));
    const copied = inWorkspace(folder).replace('./', '');
    assert.ok(readFileSync('scripts/debug.ts', 'utf8').includes(`resolveProjectPath('${copied}')`));
  });

  it('makes the extension use the simulated service with its keys', () => {
    const at = (offset: number) => `http://127.0.0.1:${debugPort + offset}`;
    assert.deepEqual(run().env, {
      ...toSimulatedEnvironment({ octopusx: at(0), deepwl: at(1), volcengine: at(2) }),
      JIMENG_START_KEYS: JSON.stringify(sampleProviderKeys),
    });
    const simulated = Object.keys(providers).map((id) => `JIMENG_SIMULATED_${id.toUpperCase()}`);
    for (const name of simulated) assert.ok(name in run().env, name);
    const sources = globSync('src/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    assert.ok(sources.some((source) => source.includes('`JIMENG_SIMULATED_${id.toUpperCase()}`')));
    const extensionSource = readFileSync('scripts/sampleKey/extension.cjs', 'utf8');
    assert.ok(extensionSource.includes('JIMENG_START_KEYS'));
  });

  function run() {
    const found = configurations.find(({ type }) => type === 'extensionHost');
    assert.ok(found);
    return found;
  }
});

function backgroundOf(script: string): v.InferOutput<typeof background> {
  const task = tasksFile.tasks.find((each) => each.script === script);
  assert.ok(task && typeof task.problemMatcher === 'object' && 'background' in task.problemMatcher);
  return task.problemMatcher.background;
}

/** The first line of a program's output. Kills its process. */
async function firstLineOf(program: string): Promise<string> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  try {
    for await (const line of createInterface(child.stdout)) return line;
    throw new Error('The program printed nothing.');
  } finally {
    child.kill();
    await exited;
  }
}

function inWorkspace(path: string): string {
  return path.replace('${workspaceFolder}', '.');
}

function readJsonc<Schema extends v.GenericSchema>(path: string, schema: Schema) {
  const parsed = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
  const message = parsed.error && ts.flattenDiagnosticMessageText(parsed.error.messageText, '\n');
  assert.equal(message, undefined, path);
  return v.parse(schema, parsed.config);
}

import { compileFunction } from 'node:vm';
import ts from 'typescript';

type Module = Readonly<Record<string, unknown>>;

/** A module that was run, with the sources of the images that it imports. */
export interface RunModule {
  readonly exports: Module;
  readonly imported: readonly string[];
}

/**
 * Runs the code of an ECMAScript module.
 * @param modules that it imports
 * @param createImage the default export of an image
 */
export function runModule(
  code: string,
  modules: Readonly<Record<string, Module>>,
  createImage: (source: string) => unknown,
): RunModule {
  const { outputText } = ts.transpileModule(code, {
    fileName: 'module.js',
    compilerOptions: {
      allowJs: true,
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  });
  const imported = new Set<string>();
  const load = (source: string) => {
    const known = modules[source];
    if (known) return known;
    if (/\.(?:png|webp)$/.test(source)) imported.add(source);
    return { __esModule: true, default: createImage(source) };
  };
  const exports: Record<string, unknown> = {};
  const run = compileFunction(outputText, ['require', 'exports']) as (
    load: (source: string) => unknown,
    exports: Module,
  ) => void;
  run(load, exports);
  return { exports, imported: [...imported] };
}

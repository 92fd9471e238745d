import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { layers, vscodeFile, type Layer } from './layers.ts';
import { lazyModules } from './lazyModules.ts';

/** Matches any of these texts; nothing if there are none. */
function anyOf(texts: readonly string[]): string {
  const escaped = texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return texts.length > 0 ? `(${escaped.join('|')})` : '(?!)';
}

/** Matches the files in these folders of `src`. */
function filesIn(folders: readonly string[]): string {
  return `^src/${anyOf(folders)}/`;
}

function layerRules({ folder, layers, packages, usesNode, publicApi }: Layer) {
  const inside = filesIn([folder]);
  const withoutVscodeFile = { path: inside, pathNot: `^${anyOf([vscodeFile])}$` };
  const rule = (
    name: string,
    restrictions: Pick<IRegularForbiddenRuleType, 'from' | 'to'>,
  ): IRegularForbiddenRuleType => ({
    name: `${folder}-${name}`,
    comment: 'The layer must not import this. See "Layers" in CONTRIBUTING.md.',
    severity: 'error',
    ...restrictions,
  });
  const rules = [
    rule('layers', {
      from: { path: inside },
      to: { path: '^src/', pathNot: filesIn([folder, ...layers]) },
    }),
    rule('packages', {
      from: withoutVscodeFile,
      to: { path: 'node_modules/', pathNot: `node_modules/(@types/)?${anyOf(packages)}/` },
    }),
  ];
  if (!usesNode)
    rules.push(rule('node', { from: withoutVscodeFile, to: { dependencyTypes: ['core'] } }));
  if (publicApi) {
    rules.push(
      rule('public-api', {
        from: { path: '^src/', pathNot: inside },
        to: { path: inside, pathNot: `^src/${folder}/${anyOf(publicApi)}$` },
      }),
    );
  }
  return rules;
}

/** What `npm run lint` refuses in the imports of `src`. */
export const forbidden: IForbiddenRuleType[] = [
  {
    name: 'no-cycles',
    comment: 'Files must not import each other in a circle, not even for types.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'lazy-modules',
    comment: 'This module is loaded on first use: use await import(…), or import type.',
    severity: 'error',
    from: {},
    to: {
      path: `^${anyOf(Object.values(lazyModules).map(({ file }) => file))}$`,
      dependencyTypesNot: ['dynamic-import', 'type-only'],
    },
  },
  {
    name: 'no-unused-files',
    comment: 'Nothing that is shipped imports this file.',
    severity: 'error',
    from: { path: '^src/(extension|gallery/page/main)\\.ts$' },
    to: {
      path: '^src/',
      // The two entry points, and a file that the build puts in the place of a package.
      pathNot: '^src/(extension|gallery/page/main|prompt/namedCharacterReferences)\\.ts$',
      reachable: false,
    },
  },
  {
    name: 'not-resolvable',
    comment: 'This import leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  ...layers.flatMap(layerRules),
];

export const options = {
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
};

export default { forbidden, options };

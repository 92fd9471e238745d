import type { IForbiddenRuleType } from 'dependency-cruiser';
import { layers, vscodeFile } from './layers.ts';
import { lazyModules } from './lazyModules.ts';

const seeAlso = 'See "Layers" in CONTRIBUTING.md.';
const never = '(?!)';

/** Matches any of these texts. */
const anyOf = (texts: readonly string[]) => {
  const escaped = texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return texts.length > 0 ? `(${escaped.join('|')})` : never;
};

/** Matches the files in these folders of `src`. */
const filesIn = (folders: readonly string[]) => `^src/${anyOf(folders)}/`;

const layerRules: readonly IForbiddenRuleType[] = layers.flatMap(
  ({ folder, layers: allowed, packages, usesNode, publicApi }): IForbiddenRuleType[] => [
    {
      name: `${folder}-layers`,
      comment: `src/${folder} must not import this layer. ${seeAlso}`,
      severity: 'error',
      from: { path: filesIn([folder]) },
      to: { path: '^src/', pathNot: filesIn([folder, ...allowed]) },
    },
    {
      name: `${folder}-packages`,
      comment: `src/${folder} must not import this package. ${seeAlso}`,
      severity: 'error',
      from: { path: filesIn([folder]), pathNot: `^${anyOf([vscodeFile])}$` },
      to: { path: 'node_modules/', pathNot: `node_modules/(@types/)?${anyOf(packages)}/` },
    },
    ...(usesNode
      ? []
      : [
          {
            name: `${folder}-node`,
            comment: `src/${folder} must not import Node's modules. ${seeAlso}`,
            severity: 'error',
            from: { path: filesIn([folder]), pathNot: `^${anyOf([vscodeFile])}$` },
            to: { dependencyTypes: ['core'] },
          },
        ]),
    ...(publicApi
      ? [
          {
            name: `${folder}-public-api`,
            comment: `Import src/${folder} by its public API: ${publicApi.join(', ')}. ${seeAlso}`,
            severity: 'error',
            from: { path: '^src/', pathNot: filesIn([folder]) },
            to: {
              path: filesIn([folder]),
              pathNot: `^src/${folder}/${anyOf(publicApi)}$`,
            },
          },
        ]
      : []),
  ],
);

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
    to: { path: '^src/', pathNot: '^src/extension\\.ts$', reachable: false },
  },
  {
    name: 'not-resolvable',
    comment: 'This import leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  ...layerRules,
];

export const options = {
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
};

export default { forbidden, options };

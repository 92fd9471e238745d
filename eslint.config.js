import tseslint from 'typescript-eslint';

/** Rooms from the inside out: each may import only those before it. */
const rooms = ['jimeng', 'library', 'tasks', 'host', 'gallery', 'commands'];
/** Those of them that know nothing of VS Code. */
const pure = ['jimeng', 'library', 'tasks'];

/**
 * Rooms that stand by themselves and know nothing of VS Code (but for the one file of `insert` named
 * below); only the outermost room brings them together with the others.
 */
const apart = ['prompt', 'insert'];

const forbiddenIn = (room) => [
  ...rooms.slice(rooms.indexOf(room) + 1).map((outer) => `../${outer}/*`),
  ...(room === 'commands' ? [] : apart.map((each) => `../${each}/*`)),
  ...(pure.includes(room) ? ['vscode'] : []),
];

const walls = [
  ...rooms.map((room) => ({ room, forbidden: [...forbiddenIn(room), '../extension.ts'] })),
  ...apart.map((room) => ({ room, forbidden: ['vscode', '../*/**'] })),
];

/** What loads on first use: another room takes it by `await import`, or as a type. */
const later = [...apart.map((room) => `../${room}/*`)];

const restrictImports = ({ room, forbidden }) => ({
  files: [`src/${room}/**/*.ts`],
  ignores: ['src/insert/insertImage.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden,
            allowTypeImports: false,
            message: `src/${room} must not import this: see CONTRIBUTING.md, “The rooms”.`,
          },
          {
            group: later,
            allowTypeImports: true,
            message: 'This loads on first use: take it by `await import`, or as a type.',
          },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'node_modules'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A number in a template is what its author meant to print.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Leaving a field out of a copy is what the rest pattern is for.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // These talk to a terminal.
    files: ['scripts/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  ...walls.map(restrictImports),
  restrictImports({
    room: 'gallery/page',
    forbidden: ['vscode', 'node:*', '../../host/*', '../../../*'],
  }),
);

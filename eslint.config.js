import tseslint from 'typescript-eslint';

/** What each room may not import: the arrows run commands → (gallery, insert, library) → jimeng. */
const walls = [
  { room: 'jimeng', forbidden: ['vscode', '../library/*', '../insert/*', '../gallery/*', '../host/*', '../commands/*'] },
  { room: 'library', forbidden: ['vscode', '../insert/*', '../gallery/*', '../host/*', '../commands/*'] },
  { room: 'insert', forbidden: ['../jimeng/*', '../library/*', '../gallery/*', '../commands/*', '../host/*'] },
  { room: 'host', forbidden: ['../gallery/*', '../insert/*', '../commands/*'] },
  { room: 'gallery', forbidden: ['../commands/*', '../insert/*'] },
];

const restrictImports = ({ room, files, forbidden }) => ({
  files: files ?? [`src/${room}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: forbidden, allowTypeImports: false, message: `src/${room} must not import this: see CONTRIBUTING.md, “The rooms”.` },
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
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
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
    files: ['src/gallery/page/**/*.ts'],
    forbidden: ['vscode', 'node:*', '../../*', '../panel.ts'],
  }),
);

import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/**
 * The functions of VS Code that show text. It turns `[text](command:…)` in it into a link that runs a
 * command, and `$(name)` into an icon, so that text from elsewhere must not reach them unchanged.
 */
const uiFunctions = [
  'show(Error|Warning|Information)Message',
  'withProgress|withScmProgress',
  '(create|show)InputBox',
  '(create|show)QuickPick',
  'setStatusBarMessage|createStatusBarItem',
  'createTreeView|registerTreeDataProvider|registerWebviewViewProvider',
  'createTextEditorDecorationType|setDecorations|registerFileDecorationProvider',
  'createOutputChannel|createTerminal|createCommentController|createChatParticipant',
  'register(Hover|CodeLens|InlayHints|CompletionItem|InlineCompletionItem|CodeActions)Provider',
  'createDiagnosticCollection|createTestController|createSourceControl',
].join('|');
/** Commands are here too: VS Code shows the message of an error that a command throws. */
const uiFunctionPattern = `/^(${uiFunctions}|registerCommand|registerTextEditorCommand)$/`;
/** Types whose text VS Code renders. */
const uiTypePattern =
  '/^(MarkdownString|TreeItem|Hover|CodeLens|InlayHint|CompletionItem|Diagnostic)$/';
/** Properties of input boxes, quick picks and status bar items. */
const uiPropertyPattern = '/^(title|prompt|placeholder|validationMessage|tooltip|text)$/';

const uiMessage =
  'VS Code runs commands from links in text. Use the functions of src/host/ui instead.';

/** Only `src/host/ui` may show text: see `uiFunctions`. */
const onlyThroughHostUi = [
  // vscode.window.showErrorMessage, window.showErrorMessage, alias.showErrorMessage
  `MemberExpression[property.name=${uiFunctionPattern}]`,
  // window['showErrorMessage']
  `MemberExpression[computed=true] > Literal.property[value=${uiFunctionPattern}]`,
  // window[name]
  "MemberExpression[computed=true][object.property.name='window']",
  "MemberExpression[computed=true][object.name='window']",
  // const { showErrorMessage } = window
  `ObjectPattern > Property[key.name=${uiFunctionPattern}]`,
  `ObjectPattern > Property[key.value=${uiFunctionPattern}]`,
  // const { ...all } = window
  "VariableDeclarator[init.property.name='window'] > ObjectPattern > RestElement",
  // new vscode.MarkdownString, and the same type imported by name
  `MemberExpression[property.name=${uiTypePattern}]`,
  `ImportSpecifier[imported.name=${uiTypePattern}]`,
  // input.validationMessage = text
  `AssignmentExpression > MemberExpression.left[property.name=${uiPropertyPattern}]`,
  // progress.report({ message })
  "CallExpression[callee.property.type='Identifier'][callee.property.name='report'] > ObjectExpression.arguments",
].map((selector) => ({ selector, message: uiMessage }));

// What each layer of src may import is checked by dependency-cruiser: see scripts/tools/layers.ts.
export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'node_modules'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Numbers in templates are intended.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // The rest pattern is how a field is left out of a copy.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-useless-rename': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    // Foreign text must not stop the extension host. test/unit/patterns also attacks the patterns that are built.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    // The page parses only what it has saved itself.
    files: ['src/**/*.ts'],
    ignores: ['src/gallery/page/**', 'src/untrusted/safeParse.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'v',
          property: 'safeParse',
          message: 'It collects all problems of foreign data. Use src/untrusted/safeParse.ts.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    // Except layers without VS Code.
    ignores: [
      'src/host/ui/**',
      'src/gallery/page/**',
      'src/{jimeng,library,prompt,tasks,untrusted}/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...onlyThroughHostUi] },
  },
  {
    // These write to a terminal.
    files: ['scripts/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);

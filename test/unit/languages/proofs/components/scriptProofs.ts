import ts from 'typescript';
import type { FoundImage, LanguageProof } from '../languageProof.ts';
import { findUrls, hasImage, toFilePath, toImportedUrl } from './renderedImages.ts';

const isImage = (path: string) => /\.(?:png|webp)\b/.test(path);

/** The images in a script, from the code that TypeScript compiles it to. */
function readScript(document: string, fileName: string, isUrl: boolean): readonly FoundImage[] {
  // A document before its insertion may not be complete.
  if (!hasImage(document)) return [];
  const { outputText, diagnostics = [] } = ts.transpileModule(document, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: {
      jsx: ts.JsxEmit.React,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  const [problem] = diagnostics;
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
  const file = ts.createSourceFile('module.js', outputText, ts.ScriptTarget.ES2022, true);
  const imports = new Map<string, string>();
  const images: FoundImage[] = [];
  const used = new Set<string>();

  const readSource = (node: ts.Expression): string | undefined => {
    if (ts.isStringLiteralLike(node)) return toFilePath(node.text);
    const name = ts.isPropertyAccessExpression(node) ? node.expression : node;
    if (!ts.isIdentifier(name)) return undefined;
    const source = imports.get(name.text);
    if (source === undefined) return undefined;
    used.add(name.text);
    return toFilePath(toImportedUrl(source));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const name = node.importClause?.name?.text;
      if (isImage(node.moduleSpecifier.text)) imports.set(name ?? '', node.moduleSpecifier.text);
      return;
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'React.createElement') {
      const [type, props] = node.arguments;
      if (
        type &&
        /^(?:"img"|Image)$/.test(type.getText()) &&
        props &&
        ts.isObjectLiteralExpression(props)
      ) {
        const image = readProps(props, readSource);
        if (image) images.push(image);
        return;
      }
    }
    if (ts.isStringLiteralLike(node) && isImage(node.text)) {
      if (node.text.includes('url(')) images.push(...findUrls(node.text));
      else images.push({ path: readPath(node, isUrl), alt: undefined });
    } else if (ts.isTemplateHead(node) || ts.isTemplateTail(node)) {
      images.push(...findUrls(node.text));
    } else if (ts.isTemplateSpan(node)) {
      const path = readSource(node.expression);
      if (path !== undefined) images.push({ path, alt: undefined });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const unused = [...imports].filter(([name]) => !used.has(name));
  return [
    ...images,
    ...unused.map(([, source]) => ({ path: toFilePath(toImportedUrl(source)), alt: undefined })),
  ];
}

/** The path in a string. Only `new URL(…)` and strings of components are URLs; calls import files. */
function readPath({ parent, text }: ts.StringLiteralLike, isUrl: boolean): string {
  const isCall =
    ts.isCallExpression(parent) && /^(?:require|import)$/.test(parent.expression.getText());
  const isEncoded = ts.isNewExpression(parent) || (isUrl && !isCall);
  return toFilePath(isEncoded ? text : toImportedUrl(text));
}

function readProps(
  props: ts.ObjectLiteralExpression,
  readSource: (node: ts.Expression) => string | undefined,
): FoundImage | undefined {
  const valueOf = (name: string) =>
    props.properties
      .filter(ts.isPropertyAssignment)
      .find((each) => each.name.getText().replaceAll('"', '') === name)?.initializer;
  const source = valueOf('src');
  const alt = valueOf('alt');
  const path = source && readSource(source);
  if (path === undefined || path === '') return undefined;
  return { path, alt: alt && ts.isStringLiteralLike(alt) ? alt.text : undefined };
}

const head = "import x from 'x';\n\n";
const withImport = 'import fox from \'../old/fox.png\';\n\nconst f = <img src={fox} alt="x" />;\n';

const elementPlaces = {
  element: `${head}export const A = () => <div>‸</div>;\n`,
  'end of a sentence': `${head}export const A = () => (\n  <div>\n    <p>A fox runs.‸</p>\n  </div>\n);\n`,
  'empty line': `${head}export const A = () => (\n  <div>\n    ‸\n  </div>\n);\n`,
  condition: `${head}export const A = () => <div>{a && ‸}</div>;\n`,
  'selected text': `${head}export const A = () => <p>A «fox» runs.</p>;\n`,
};
const componentPlaces = {
  ...elementPlaces,
  'start of a file': `‸${head}export const A = () => (\n  <div>\n    <p>x</p>\n  </div>\n);\n`,
  'result of a function': `${head}export const A = () => ‸;\n`,
  'returned value': `${head}function A() {\n  return (\n    ‸\n  );\n}\n`,
  'attribute with quotes': `${head}const a = <img src="‸" />;\n`,
  'attribute with braces': `${head}const a = <img src={‸} />;\n`,
  'file with imported images': `${withImport}const a = <p>‸</p>;\n`,
  'attribute in a file with imported images': `${withImport}const a = <img src="‸" />;\n`,
  'style in a file with imported images': `${withImport}const a = { backgroundImage: «''» };\n`,
};
const valuePlaces = {
  import: "import hero from '‸';\n",
  'import without quotes': 'import hero from ‸;\n',
  require: "const a = require('‸');\n",
  'URL of a module': "const a = new URL('‸', import.meta.url);\n",
  variable: 'const a = ‸;\n',
  string: "const a = '‸';\n",
  'string with double quotes': 'const a = "‸";\n',
  'template literal': 'const a = `‸`;\n',
  list: "const a = ['b', ‸];\n",
  argument: 'f(‸);\n',
  property: 'const a = { b: ‸ };\n',
  'style property': 'const a = { backgroundImage: ‸ };\n',
  'CSS in a template literal': 'const a = styled.p`background: ‸;`;\n',
};
const places = { ...componentPlaces, ...valuePlaces };
const placesWithoutAlt = [
  ...Object.keys(valuePlaces),
  'attribute with quotes',
  'attribute with braces',
  'attribute in a file with imported images',
  'style in a file with imported images',
];

function createProof(
  languageId: string,
  fileName: string,
  isComponent: boolean,
  rest: Pick<LanguageProof, 'places'>,
): LanguageProof {
  return {
    languageId,
    fileName,
    tool: 'typescript 6',
    ...rest,
    placesWithoutAlt,
    read: (document) => readScript(document, fileName.replace(/\.js$/, '.jsx'), isComponent),
  };
}

/** Scripts: TypeScript compiles them, and the images are those in its output. */
export const scriptProofs: readonly LanguageProof[] = [
  createProof('typescriptreact', 'Hero.tsx', true, { places }),
  createProof('javascriptreact', 'Hero.jsx', true, { places }),
  createProof('typescript', 'main.ts', false, { places: valuePlaces }),
  createProof('javascript', 'main.js', false, { places: { ...elementPlaces, ...valuePlaces } }),
];

import * as v from 'valibot';
import { choice } from './settingValues.ts';

/** Where a reference is inserted, relative to the cursor. */
const placements = ['auto', 'below', 'cursor'] as const;
/** What happens to a selection. */
const selections = ['keep', 'replace', 'altText'] as const;
/** Where the alt text comes from. */
const altTexts = ['select', 'ask', 'prompt'] as const;

/** The value of `jimeng.insert.fileName` with which each name is asked for. */
const askForName = 'ask';

/** What a template of `jimeng.insert.reference` can contain. */
const referencePlaceholders = ['path', 'alt', 'name', 'stem', 'label', 'width', 'height'] as const;

/** What a template of `jimeng.insert.fileName` can contain. */
const fileNamePlaceholders = [
  'prompt',
  'date',
  'time',
  'index',
  'width',
  'height',
  'documentBaseName',
  'model',
  'provider',
  'seed',
] as const;

/** What a destination of `jimeng.insert.destination` can contain, as in `markdown.copyFiles.destination`. */
const destinationVariables = [
  'documentDirName',
  'documentRelativeDirName',
  'documentFileName',
  'documentBaseName',
  'documentExtName',
  'documentFilePath',
  'documentRelativeFilePath',
  'documentWorkspaceFolder',
  'fileName',
  'fileExtName',
  'unixTime',
  'isoTime',
] as const;

/** At most this many characters of a template: a reference has a few lines. */
const maxTemplateCharacters = 2_000;

function listPlaceholders(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(', ');
}

/** Whether a template has no other placeholders than these. */
function hasOnly(names: readonly string[]) {
  return (template: string): boolean =>
    [...template.matchAll(/\$\{([^{}]*)\}/g)].every(([, name = '']) => names.includes(name));
}

const referenceExpected = listPlaceholders(referencePlaceholders);

/** A template that refers to the file. */
const referenceSchema = v.pipe(
  v.string(referenceExpected),
  v.maxLength(maxTemplateCharacters, referenceExpected),
  v.check(hasOnly(referencePlaceholders), referenceExpected),
  v.check((template) => /\$\{(?:path|name|stem)\}/.test(template), '${path}'),
);

const fileNameExpected = `${listPlaceholders(fileNamePlaceholders)}, ${askForName}`;

const fileNameSchema = v.pipe(
  v.string(fileNameExpected),
  v.maxLength(maxTemplateCharacters, fileNameExpected),
  v.check(hasOnly(fileNamePlaceholders), fileNameExpected),
);

const destinationExpected = listPlaceholders(destinationVariables);

/** A path from the document or, if it starts with a slash, from the workspace folder. */
const destinationSchema = v.pipe(
  v.string(),
  v.maxLength(maxTemplateCharacters, destinationExpected),
  v.check(hasOnlyVariables, destinationExpected),
  // The path of a Windows drive, or a URL.
  v.check((path) => !/^\s*[a-z][\w+.-]*:/i.test(path), 'images/, ../images/, /images/'),
);

/** Whether a destination has no other variables than these. They can be transformed: `${fileName/…/…/}`. */
function hasOnlyVariables(destination: string): boolean {
  const names: readonly string[] = destinationVariables;
  return [...destination.replaceAll('\\$', '').matchAll(/\$\{(\w+)[/}]/g)].every(([, name = '']) =>
    names.includes(name),
  );
}

/** The settings under `jimeng.insert.`, in their order. */
export const insertSchemas = {
  placement: choice(placements),
  selection: choice(selections),
  destination: v.record(v.string(), destinationSchema, '{ "**": "images/" }'),
  fileName: fileNameSchema,
  reference: v.record(v.string(), referenceSchema, '{ "markdown": "![${alt}](${path})" }'),
  altText: choice(altTexts),
};

import { dart } from './code/dart.ts';
import { json } from './code/json.ts';
import { kotlin } from './code/kotlin.ts';
import { otherCode } from './code/otherCode.ts';
import { plainText } from './code/plainText.ts';
import { python } from './code/python.ts';
import { swift } from './code/swift.ts';
import { toml } from './code/toml.ts';
import { yaml } from './code/yaml.ts';
import type { DocumentLanguage } from './language.ts';
import { css } from './styles/css.ts';
import { less } from './styles/less.ts';
import { postcss } from './styles/postcss.ts';
import { sass } from './styles/sass.ts';
import { scss } from './styles/scss.ts';
import { stylus } from './styles/stylus.ts';

/** All document languages. The first one with an id or an extension is used for it. */
export const languages: readonly DocumentLanguage[] = [
  css,
  dart,
  json,
  kotlin,
  less,
  plainText,
  postcss,
  python,
  sass,
  scss,
  stylus,
  swift,
  toml,
  yaml,
  ...otherCode,
];

const byId = createIndex(({ ids }) => ids);
const byExtension = createIndex(({ extensions }) => extensions);

/** Languages that VS Code's user can have for files of a more specific one, because it is not installed. */
const generalIds: ReadonlySet<string> = new Set(['plaintext', 'markdown', 'html', 'ruby', 'tex']);

/**
 * The language of a document.
 * @param languageId VS Code's id of the document's language
 * @param fileName name or path of the document. Its extension counts if the id says too little: many users
 * associate MDX files with Markdown, and without an extension for it, VS Code calls Svelte plain text.
 * @returns undefined if nothing is known about it
 */
export function findLanguage(languageId: string, fileName: string): DocumentLanguage | undefined {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const specific = generalIds.has(languageId) ? byExtension.get(extension) : undefined;
  return specific ?? byId.get(languageId) ?? byExtension.get(extension);
}

function createIndex(
  getKeys: (language: DocumentLanguage) => readonly string[],
): ReadonlyMap<string, DocumentLanguage> {
  const entries = languages.flatMap((language) =>
    getKeys(language).map((key): [string, DocumentLanguage] => [key, language]),
  );
  // The first one wins.
  return new Map(entries.reverse());
}

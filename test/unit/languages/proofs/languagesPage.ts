import { format, resolveConfig } from 'prettier';
import { hostileAlts } from './hostileAlts.ts';
import { insertAt } from './insertAt.ts';
import type { LanguageProof } from './languageProof.ts';

/** The page that is generated from the proofs. */
export const pagePath = 'docs/languages.md';

const image = {
  path: 'images/fox.png',
  form: 'path',
  alt: 'A fox in the snow',
} as const;

const intro = `# Document languages

How an image is inserted into a document of each language, and what proves it: the tool reads the document after the insertion, finds the image, its path leads to the file, and the alt text is the one that was given. \`node test/unit/languages/proofs/writeLanguagesPage.ts\` generates this page.

**Combinations** are the places in documents × ${hostileAlts.length} texts that break a reference if they are not escaped, such as quotes, brackets, code of template engines, line noise, Chinese, and right-to-left text, with paths that contain spaces, \`%\`, \`#\`, parentheses, and Chinese.

To add a language, see [CONTRIBUTING.md](../CONTRIBUTING.md#add-a-document-language).
`;

/** The page for these proofs. */
export async function formatLanguagesPage(proofs: readonly LanguageProof[]): Promise<string> {
  const rows = proofs.map((proof) => {
    const places = Object.keys(proof.places);
    const example = formatExample(proof);
    const { languageId, fileName, tool, installedTool } = proof;
    const tools =
      installedTool === undefined ? tool : `${tool}, and ${installedTool} where it is installed`;
    const cells = [languageId, fileName, example, tools, String(places.length)];
    return `| ${[...cells, String(places.length * hostileAlts.length)].join(' | ')} |`;
  });
  const total = countCombinations(proofs);
  const table = [
    '| Language | Document | Reference | Proved by | Places | Combinations |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  const places = proofs.map(
    ({ languageId, places }) => `- **${languageId}**: ${Object.keys(places).join('; ')}`,
  );
  const sections = [
    intro,
    `${total} combinations in ${proofs.length} languages:\n`,
    `${table}\n`,
    '## Places\n',
    ...places,
  ];
  const options = await resolveConfig(pagePath);
  return format(sections.join('\n'), { ...options, filepath: pagePath });
}

/** The number of insertions that the tools read. */
export function countCombinations(proofs: readonly LanguageProof[]): number {
  return proofs.reduce(
    (total, { places }) => total + Object.keys(places).length * hostileAlts.length,
    0,
  );
}

/** What is written at the first place, as code in a table cell. */
function formatExample(proof: LanguageProof): string {
  const [place = ''] = Object.values(proof.places);
  const { edits } = insertAt(proof, place, image);
  const text = edits.map((edit) => edit.text.trim()).join(' … ');
  return `\`\` ${text.replace(/\s*\n\s*/g, ' ⏎ ').replaceAll('|', '\\|')} \`\``;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser, type Node } from 'web-tree-sitter';

// V8's optimizing compiler needs gigabytes for the lexers of some grammars, and ends the process.
for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'])
  setFlagsFromString(flag);

const require = createRequire(import.meta.url);
const parsers = new Map<string, Promise<Parser>>();

/** The strings of a program, as their source. @throws if the program is rejected */
export async function readStrings(
  language: string,
  text: string,
  types: readonly string[],
): Promise<readonly Node[]> {
  const parser = await getParser(language);
  const root = parser.parse(text)?.rootNode;
  if (root === undefined || root.hasError) throw new Error(`Not ${language}: ${text}`);
  return root.descendantsOfType([...types]);
}

function getParser(language: string): Promise<Parser> {
  const known = parsers.get(language);
  if (known !== undefined) return known;
  const created = createParser(language);
  parsers.set(language, created);
  return created;
}

async function createParser(language: string): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  const path = require.resolve(`tree-sitter-wasms/out/tree-sitter-${language}.wasm`);
  return parser.setLanguage(await Language.load(updateDylink(readFileSync(path))));
}

/**
 * Grammars that older tools have built describe their memory in a section `dylink`, and `web-tree-sitter` reads
 * only `dylink.0`, with the same numbers in a subsection.
 */
function updateDylink(module: Uint8Array): Uint8Array {
  const headerLength = 8;
  const name = 'dylink';
  // A custom section (0) with its length, then the length of its name. Both fit into a byte.
  const [id, length = 0, nameLength] = module.subarray(headerLength, headerLength + 3);
  const start = headerLength + 3 + name.length;
  const found = new TextDecoder().decode(module.subarray(headerLength + 3, start));
  if (id !== 0 || nameLength !== name.length || found !== name) return module;
  const end = headerLength + 2 + length;
  // Without the number of needed libraries, which is 0.
  const memory = module.subarray(start, end - 1);
  const newName = new TextEncoder().encode('dylink.0');
  const content = [newName.length, ...newName, 1, memory.length, ...memory];
  return Uint8Array.from([
    ...module.subarray(0, headerLength),
    ...[0, content.length, ...content],
    ...module.subarray(end),
  ]);
}

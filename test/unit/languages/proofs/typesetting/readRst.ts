import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FoundImage } from '../languageProof.ts';
import { convertToHtml } from '../pandoc/convertToHtml.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** Reads documents as lines of JSON, and writes their images. Fails for every error and warning. */
const program = `
import json, sys
from docutils.core import publish_doctree
from docutils import nodes
for line in sys.stdin:
    try:
        tree = publish_doctree(json.loads(line), settings_overrides={"report_level": 5, "halt_level": 5})
        images = [{"path": image["uri"], "alt": image.get("alt")} for image in tree.findall(nodes.image) if not isinstance(image.parent, nodes.substitution_definition)]
        errors = [message.astext() for message in tree.findall(nodes.system_message) if message["level"] > 1]
        result = {"images": images, "errors": errors}
    except Exception as error:
        result = {"images": [], "errors": [repr(error)]}
    print(json.dumps(result), flush=True)
`;

const pythonCommand = process.platform === 'win32' ? 'python' : 'python3';
/** Whether docutils is installed. */
const hasDocutils = spawnSync(pythonCommand, ['-c', 'import docutils']).status === 0;

interface DocutilsResult {
  readonly images: readonly { readonly path: string; readonly alt: string | null }[];
  readonly errors: readonly string[];
}

let docutils: { process: ChildProcessWithoutNullStreams; lines: NodeJS.EventEmitter } | undefined;

function startDocutils(): NonNullable<typeof docutils> {
  const child = spawn(pythonCommand, ['-c', program], {
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return { process: child, lines: createInterface({ input: child.stdout }) };
}

/** Milliseconds without a document after which docutils ends, so that the tests can end. */
const idleMs = 500;
let idleTimer: NodeJS.Timeout | undefined;

function endDocutils(): void {
  docutils?.process.stdin.end();
  docutils = undefined;
}

/** Answers come in the order of the documents. */
let lastAnswer: Promise<unknown> = Promise.resolve();

/** The images of a reStructuredText document, as docutils reads it, or pandoc where docutils is not installed. */
export async function readRst(document: string): Promise<readonly FoundImage[]> {
  if (!hasDocutils) return readHtmlImages(await convertToHtml(document, 'rst'), (path) => path);
  const answer = lastAnswer.then(() => askDocutils(document));
  lastAnswer = answer.catch(() => undefined);
  const { images, errors } = await answer;
  // An image without a path is an error that the insertion corrects.
  if (errors.length > 0 && images.length > 0) throw new Error(errors.join('\n'));
  return images.map(({ path, alt }) => ({ path, alt: alt ?? undefined }));
}

async function askDocutils(document: string): Promise<DocutilsResult> {
  clearTimeout(idleTimer);
  docutils ??= startDocutils();
  const answer = once(docutils.lines, 'line') as Promise<[string]>;
  docutils.process.stdin.write(`${JSON.stringify(document)}\n`);
  const [line] = await answer;
  idleTimer = setTimeout(endDocutils, idleMs);
  return JSON.parse(line) as DocutilsResult;
}

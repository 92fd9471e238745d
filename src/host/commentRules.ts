import stripJsonComments from 'strip-json-comments';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { safeParse } from '../untrusted/safeParse.ts';

const manifestSchema = v.object({
  contributes: v.object({
    languages: v.array(v.object({ id: v.string(), configuration: v.optional(v.string()) })),
  }),
});

const lineCommentSchema = v.union([
  v.string(),
  v.pipe(
    v.object({ comment: v.string() }),
    v.transform(({ comment }) => comment),
  ),
]);
const blockCommentSchema = v.tuple([v.string(), v.string()]);
const configurationSchema = v.object({
  comments: v.object({
    lineComment: v.fallback(v.optional(lineCommentSchema), undefined),
    blockComment: v.fallback(v.optional(blockCommentSchema), undefined),
  }),
});

/**
 * The comments of a language, from each installed extension that configures it. VS Code has no API for them.
 * In a remote window, extensions that run on the other machine are not seen, so that the result may be empty.
 */
export async function readCommentRules(languageId: string): Promise<vscode.CommentRule[]> {
  const files = vscode.extensions.all.flatMap((extension) =>
    findConfigurations(extension, languageId),
  );
  const rules = await Promise.all(files.map(readCommentRule));
  return rules.filter((rule) => rule !== undefined);
}

function findConfigurations(
  { extensionUri, packageJSON }: vscode.Extension<unknown>,
  languageId: string,
): vscode.Uri[] {
  const manifest = safeParse(manifestSchema, packageJSON);
  if (!manifest.success) return [];
  return manifest.output.contributes.languages.flatMap(({ id, configuration }) =>
    id === languageId && configuration !== undefined
      ? [vscode.Uri.joinPath(extensionUri, configuration)]
      : [],
  );
}

/** `undefined` for a file that cannot be read or has no comments: another extension's mistake is not reported. */
async function readCommentRule(file: vscode.Uri): Promise<vscode.CommentRule | undefined> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const json: unknown = JSON.parse(stripJsonComments(text, { trailingCommas: true }));
    const { lineComment, blockComment } = v.parse(configurationSchema, json).comments;
    return {
      ...(lineComment !== undefined && { lineComment }),
      ...(blockComment && { blockComment }),
    };
  } catch {
    return undefined;
  }
}

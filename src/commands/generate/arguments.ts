import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  aigcMetaSchema,
  aspectRatios,
  logoInfoSchema,
  providerIds,
  resolutions,
} from '../../jimeng/index.ts';
import { showError } from '../../host/ui/notifications.ts';
import { toPlainSentence, toPlainWord } from '../../untrusted/plainText.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** The argument of the generate commands, for keybindings, tasks, and other extensions. */
const argumentsSchema = v.strictObject({
  prompt: v.exactOptional(v.string()),
  width: v.exactOptional(v.number()),
  height: v.exactOptional(v.number()),
  resolution: v.exactOptional(v.picklist(resolutions)),
  aspectRatio: v.exactOptional(v.picklist(['auto', ...aspectRatios])),
  imageUrls: v.exactOptional(v.array(v.string())),
  forceSingle: v.exactOptional(v.boolean()),
  provider: v.exactOptional(v.picklist(providerIds)),
  model: v.exactOptional(v.string()),
  scale: v.exactOptional(v.number()),
  minRatio: v.exactOptional(v.number()),
  maxRatio: v.exactOptional(v.number()),
  seed: v.exactOptional(v.number()),
  usePreLlm: v.exactOptional(v.boolean()),
  addLogo: v.exactOptional(v.boolean()),
  logoInfo: v.exactOptional(v.strictObject(logoInfoSchema.entries)),
  aigcMeta: v.exactOptional(v.strictObject(aigcMetaSchema.entries)),
  returnUrl: v.exactOptional(v.boolean()),
});

export type GenerateArguments = v.InferOutput<typeof argumentsSchema>;

/**
 * Parses the argument of a command. `undefined` if a person ran it: the palette passes nothing, a menu
 * passes the resource that it was opened on.
 * @throws Error with a message that names the invalid field, after the user was notified.
 */
export function parseGenerateArguments(argument: unknown): GenerateArguments | undefined {
  if (!isPlainObject(argument)) return undefined;
  const parsed = safeParse(argumentsSchema, argument);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const message = toPlainSentence(formatIssue(issue));
  void showError(message);
  throw new Error(message);
}

function formatIssue(issue: v.BaseIssue<unknown>): string {
  const name = toPlainWord(v.getDotPath(issue) ?? '?');
  const received = toPlainWord(issue.received);
  const { expected } = issue;
  return expected === 'never' || expected === null
    ? vscode.l10n.t("Unknown argument '{0}'. Remove it.", name)
    : vscode.l10n.t(
        "Invalid value {1} for argument '{0}'. Expected: {2}",
        name,
        received,
        stripParentheses(expected),
      );
}

/** Removes the parentheses that valibot puts around alternatives. */
function stripParentheses(expected: string): string {
  return expected.replace(/^\((.*)\)$/, '$1');
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import * as v from 'valibot';
import {
  aigcMetaSchema,
  aspectRatios,
  logoInfoSchema,
  modelIds,
  providerIds,
  resolutions,
} from '../../jimeng/index.ts';
import { choice, flag, numberInRange, ratioChoice } from './settingValues.ts';
import { insertSchemas } from './insertSettings.ts';
import { succeed, successorNames, successors, type Successor } from './successors.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** The watermark with properties that are spelled differently. */
const logoInfoSettingSchema = v.strictObject({
  position: v.exactOptional(choice(['bottomRight', 'bottomLeft', 'topLeft', 'topRight'])),
  language: v.exactOptional(choice(['zh', 'en'])),
  opacity: v.exactOptional(numberInRange(0, 1)),
  text: logoInfoSchema.entries.text,
});

/** By provider, in any form, such as `0.22 CNY`. */
const pricePerImageSchema = v.record(v.string(), v.union([v.string(), v.number()]));

/** A setting under `jimeng.`. */
interface SettingDefinition<Schema extends v.GenericSchema> {
  readonly schema: Schema;
  /** The value if nothing is set. */
  readonly fallback: v.InferOutput<Schema>;
  /**
   * Whether it decides who receives a request, what it costs, or how its image is labeled. Nothing
   * is sent while such a setting is invalid.
   */
  readonly isDecisive: boolean;
}

function define<Schema extends v.GenericSchema>(
  schema: Schema,
  fallback: NoInfer<v.InferOutput<Schema>>,
): SettingDefinition<Schema> {
  return { schema, fallback, isDecisive: false };
}

function defineDecisive<Schema extends v.GenericSchema>(
  schema: Schema,
  fallback: NoInfer<v.InferOutput<Schema>>,
): SettingDefinition<Schema> {
  return { schema, fallback, isDecisive: true };
}

/**
 * The settings under `jimeng.`, without `customProvider`, which is parsed where it is used. Some have
 * successors, see `successors.ts`.
 */
const definitions = {
  provider: defineDecisive(choice(providerIds), 'octopusx'),
  model: defineDecisive(choice(modelIds), 'jimeng-4.0'),
  resolution: defineDecisive(choice(resolutions), '2k'),
  aspectRatio: defineDecisive(ratioChoice(['auto', ...aspectRatios]), 'auto'),
  forceSingle: defineDecisive(flag(), true),
  addLogo: defineDecisive(flag(), false),
  logoInfo: defineDecisive(logoInfoSettingSchema, {}),
  aigcMeta: defineDecisive(v.strictObject(aigcMetaSchema.entries), { producerId: '' }),
  returnUrl: define(flag(), true),
  /** Seconds. */
  timeout: define(numberInRange(10, 43_200), 600),
  maxConcurrentTasks: define(v.pipe(numberInRange(1, 20), v.integer('1–20')), 2),
  pricePerImage: define(pricePerImageSchema, {}),
  /** Megabytes; 0 for no limit. */
  'library.maxSize': define(numberInRange(0, Infinity), 0),
  'insert.placement': define(insertSchemas.placement, 'auto'),
  'insert.selection': define(insertSchemas.selection, 'keep'),
  'insert.destination': define(insertSchemas.destination, {}),
  'insert.fileName': define(insertSchemas.fileName, '${prompt}'),
  'insert.reference': define(insertSchemas.reference, {}),
  'insert.altText': define(insertSchemas.altText, 'select'),
};

type Definitions = typeof definitions;
/** The name of a setting under `jimeng.`. */
export type SettingName = keyof Definitions;

/** The settings under `jimeng.`, without `customProvider`. */
export type Settings = {
  readonly [Name in SettingName]: v.InferOutput<Definitions[Name]['schema']>;
};

/** The names of the settings under `jimeng.`, without `customProvider`. */
export const settingNames = Object.keys(definitions) as SettingName[];

/** The setting that a path such as `logoInfo.opacity` leads into. */
export function findSettingName(path: string): string {
  return settingNames.find((name) => path === name || path.startsWith(`${name}.`)) ?? path;
}

/** A setting with an invalid value or an unknown property. */
export interface SettingProblem {
  /** The setting, or the one whose place it has taken. */
  readonly name: SettingName;
  /** The name with the invalid property, such as `logoInfo.opacity`. */
  readonly path: string;
  /** The value as it is shown, at most 60 characters. */
  readonly value: string;
  /** What is supported, such as `1k, 2k, 4k`. */
  readonly expected: string;
  /** Whether nothing is sent until it is fixed. */
  readonly isDecisive: boolean;
}

/**
 * Parses settings by name. One that is not set, or is `null`, has its default; so has an invalid
 * one, which is a problem besides. A successor that is set comes before the older setting.
 */
export function parseSettings(values: Readonly<Record<string, unknown>>): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const settings: Record<string, unknown> = {};
  for (const name of settingNames) {
    const definition: SettingDefinition<v.GenericSchema> = definitions[name];
    const { schema, fallback, isDecisive } = definition;
    settings[name] = fallback;
    const value = values[name] ?? undefined;
    if (value === undefined) continue;
    const parsed = safeParse(schema, value);
    if (parsed.success) settings[name] = parsed.output;
    else problems.push({ name, isDecisive, ...describeIssue(name, parsed.issues[0]) });
  }
  for (const name of successorNames) {
    const successor: Successor = successors[name];
    const { of, schema } = successor;
    const value = values[name] ?? undefined;
    if (value === undefined) continue;
    const parsed = safeParse(schema, value);
    if (parsed.success) settings[of] = succeed(settings[of], successor, parsed.output);
    else {
      const { isDecisive } = definitions[of];
      problems.push({ name: of, isDecisive, ...describeIssue(name, parsed.issues[0]) });
    }
  }
  return { settings: settings as Settings, problems };
}

/** Characters of a value that are shown. */
const maxValueCharacters = 60;

function describeIssue(
  name: string,
  issue: v.BaseIssue<unknown>,
): Pick<SettingProblem, 'path' | 'value' | 'expected'> {
  const keys = issue.path?.map(({ key }) => String(key)) ?? [];
  const input: unknown = issue.path?.at(-1)?.value ?? issue.input;
  const isUnknownProperty = issue.type === 'strict_object' && keys.length > 0;
  const text = isUnknownProperty ? (keys.at(-1) ?? '') : JSON.stringify(input);
  const path = [name, ...(isUnknownProperty ? [] : keys)].join('.');
  return {
    path,
    value: text.length <= maxValueCharacters ? text : `${text.slice(0, maxValueCharacters - 1)}…`,
    expected: isUnknownProperty ? listProperties(name) : formatExpected(issue),
  };
}

/** The properties of a setting that is an object. */
function listProperties(name: string): string {
  const schema = name === 'logoInfo' ? logoInfoSchema : aigcMetaSchema;
  return Object.keys(schema.entries).join(', ');
}

/** The message of the schema, or from valibot's `("a" | "b")` to `a, b`. */
function formatExpected({ expected, message }: v.BaseIssue<unknown>): string {
  if (!message.startsWith('Invalid ')) return message;
  return (expected ?? message)
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll('"', '')
    .replaceAll(' | ', ', ');
}

import * as v from 'valibot';

/** The parts of a valibot schema that samples are made from. */
interface SchemaNode {
  readonly type: string;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly options?: readonly unknown[];
  readonly item?: SchemaNode;
  readonly wrapped?: SchemaNode;
  readonly value?: SchemaNode;
  readonly literal?: unknown;
}

/** Texts for strings that are checked: an id, a file name, a hash, a URL with what a host may have. */
const checkedTexts = [
  'https://$(error).example.com:8443/a(b)',
  '20261121T093000000-1b2c3d4e',
  '1.png',
  '0123456789abcdef',
  'bearer',
  '/[a](command:b)',
];

/** The largest numbers that schemas accept: digits fill a sentence too. */
const numbers = [Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, 1e12, 4096, 12, 1, 0.5, 0];

/** Entries of lists. */
const listLength = 60;

/**
 * Values of a schema in which each string is `text`, wherever the schema allows it: one for each
 * alternative. A field or an alternative that is added to the schema is in them by itself.
 * @throws Error for a schema that no value is known for
 */
export function listSamples<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): v.InferOutput<Schema>[] {
  return listValues(schema as unknown as SchemaNode, text).map((value) => v.parse(schema, value));
}

function listValues(node: SchemaNode, text: string): unknown[] {
  switch (node.type) {
    case 'string':
      return [findValid(node, [text, ...checkedTexts])];
    case 'number':
      return [findValid(node, numbers)];
    case 'boolean':
      return [true, false];
    case 'literal':
      return [node.literal];
    case 'picklist':
      return [...(node.options ?? [])];
    case 'variant':
    case 'union':
      return (node.options ?? []).flatMap((option) => listValues(option as SchemaNode, text));
    case 'exact_optional':
    case 'optional':
      return node.wrapped ? listValues(node.wrapped, text) : [];
    case 'array': {
      const values = node.item ? listValues(node.item, text) : [];
      return [
        ...values.map((value) => [value]),
        Array.from({ length: listLength }, () => values[0]),
      ];
    }
    case 'record':
      return node.value ? listValues(node.value, text).map((value) => ({ [text]: value })) : [];
    case 'object':
    case 'strict_object':
      return listObjects(node.entries ?? {}, text);
    default:
      throw new Error(`No samples are known for a schema of type ${node.type}`);
  }
}

/** One with the first value of each field, and one for each other value. */
function listObjects(entries: Readonly<Record<string, SchemaNode>>, text: string): object[] {
  const fields = Object.entries(entries).map(
    ([name, node]) => [name, listValues(node, text)] as const,
  );
  const base = Object.fromEntries(fields.map(([name, [first]]) => [name, first]));
  const others = fields.flatMap(([name, values]) =>
    values.slice(1).map((value) => ({ ...base, [name]: value })),
  );
  return [base, ...others];
}

function findValid(node: SchemaNode, candidates: readonly unknown[]): unknown {
  const schema = node as unknown as v.GenericSchema;
  const valid = candidates.find((candidate) => v.is(schema, candidate));
  if (valid === undefined) throw new Error(`Add a valid ${node.type} to the samples`);
  return valid;
}

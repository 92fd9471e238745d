import { findText, maxNesting, readFields, unwrapJson, type Fields } from './foreignJson.ts';

/**
 * One object of a response: the whole body, the data in it, an error, or another envelope, such as
 * the response of an upstream service inside that of a gateway (docs/service.md §9.1).
 */
export interface Layer {
  readonly fields: Fields;
  readonly role: LayerRole;
  readonly requestId: string | undefined;
}

type LayerRole = 'envelope' | 'data' | 'error' | 'metadata' | 'frontEndError';

/** The fields that contain a layer, as an object, in a list, or as JSON text. */
const containers: Readonly<Record<string, LayerRole>> = {
  responsemetadata: 'metadata',
  error: 'error',
  errors: 'error',
  message: 'envelope',
  msg: 'envelope',
  detail: 'envelope',
  failreason: 'envelope',
  body: 'envelope',
  response: 'envelope',
  data: 'data',
  respdata: 'data',
  result: 'data',
  results: 'data',
  output: 'data',
  task: 'data',
  taskresult: 'data',
};

/** The maximum number of layers: known responses have at most 6. */
const maxLayers = 200;

/** The objects of a response, from the outermost to the innermost. */
export function readLayers(body: unknown): Layer[] {
  const layers: Layer[] = [];
  const visit = (value: unknown, role: LayerRole, parent?: Layer): void => {
    const unwrapped = unwrapJson(value);
    const items: readonly unknown[] = Array.isArray(unwrapped) ? unwrapped : [unwrapped];
    for (const item of items.slice(0, maxLayers - layers.length)) {
      const fields = readFields(item);
      if (!fields) continue;
      const isFrontEnd = role === 'error' && parent?.role === 'metadata';
      layers.push({
        fields,
        role: isFrontEnd ? 'frontEndError' : role,
        requestId: findText(fields, ['requestid']) ?? parent?.requestId,
      });
    }
  };
  visit(body, 'envelope');
  for (let depth = 0, start = 0; depth < maxNesting; depth++) {
    const level = layers.slice(start);
    start = layers.length;
    for (const layer of level) {
      for (const [name, role] of Object.entries(containers)) {
        visit(layer.fields.get(name), role, layer);
      }
    }
  }
  return layers;
}

/** Models by the names the gateways give them, with the service identifier each stands for. */
export const models = {
  'jimeng-4.0': { reqKey: 'jimeng_t2i_v40' },
} as const;

export type ModelId = keyof typeof models;

export const modelIds = Object.keys(models) as ModelId[];

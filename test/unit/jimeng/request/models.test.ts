import assert from 'node:assert/strict';
import {
  validateRequest,
  modelIds,
  models,
  providers,
  type GenerationRequest,
  type ModelId,
  type RequestFault,
} from '../../../../src/jimeng/index.ts';
import { buildSubmitBody } from '../../../../src/jimeng/api/wire.ts';

const reference = 'https://example.com/1.png';
const gateways = [providers.octopusx, providers.deepwl];
const { volcengine } = providers;

/** The minimal valid request for a model. */
function minimalRequest(model: ModelId): GenerationRequest {
  const imageUrls = model === 'jimeng-3.0-i2i' ? { imageUrls: [reference] } : {};
  return { model, prompt: 'a cat', ...imageUrls };
}

type Fields = Partial<GenerationRequest>;
const faultsAt = (model: ModelId, fields: Fields, provider = volcengine) =>
  validateRequest({ ...minimalRequest(model), ...fields }, provider);
const bodyOf = (model: ModelId, fields: Fields, provider = volcengine) =>
  JSON.parse(
    buildSubmitBody({ ...minimalRequest(model), ...fields }, models[model], provider),
  ) as object;

const version4Models: readonly ModelId[] = ['jimeng-4.0', 'jimeng-4.6'];
const version3Models: readonly ModelId[] = ['jimeng-3.0', 'jimeng-3.1', 'jimeng-3.0-i2i'];
const size = { width: 1328, height: 1328 };

/** Each parameter with a valid value, how it is sent, and which models support it at Volcengine. */
const parameters: [keyof GenerationRequest, Fields, object, readonly ModelId[]][] = [
  [
    'imageUrls',
    { imageUrls: [reference] },
    { image_urls: [reference] },
    [...version4Models, 'jimeng-3.0-i2i'],
  ],
  ['width', size, size, modelIds],
  ['size', { size: 2 ** 21 }, { size: 2 ** 21 }, version4Models],
  ['scale', { scale: 1 }, { scale: 1 }, [...version4Models, 'jimeng-3.0-i2i']],
  ['minRatio', { minRatio: 0.5 }, { min_ratio: 0.5 }, version4Models],
  ['maxRatio', { maxRatio: 2 }, { max_ratio: 2 }, version4Models],
  ['seed', { seed: -1 }, { seed: -1 }, version3Models],
  ['usePreLlm', { usePreLlm: false }, { use_pre_llm: false }, ['jimeng-3.0', 'jimeng-3.1']],
];
/** The parameters that the gateways support (docs/service.md §3.2). */
const gatewayParameters = new Set<keyof GenerationRequest>(['imageUrls', 'width', 'size']);

/** The fields of every submit. */
function baseBody(model: ModelId, isGateway = false): object {
  return {
    req_key: models[model].reqKey,
    ...(isGateway && { model }),
    prompt: 'a cat',
    ...(version4Models.includes(model) && { force_single: false, image_urls: [] }),
    ...(model === 'jimeng-3.0-i2i' && { image_urls: [reference] }),
  };
}

describe('Model', () => {
  for (const model of modelIds) {
    it(`${model} sends no optional fields by default`, () => {
      assert.deepEqual(faultsAt(model, {}), []);
      assert.deepEqual(bodyOf(model, {}), baseBody(model));
    });

    for (const [parameter, fields, expected, supportingModels] of parameters) {
      const isSupported = supportingModels.includes(model);
      it(`${model} at Volcengine ${isSupported ? 'supports' : 'does not support'} ${parameter}`, () => {
        const faults = faultsAt(model, fields);
        if (isSupported) {
          assert.deepEqual(faults, []);
          assert.deepEqual(bodyOf(model, fields), { ...baseBody(model), ...expected });
        } else {
          assert.deepEqual(faults, [{ fault: 'parameterNotSupported', parameter, by: model }]);
        }
      });
    }

    it(`${model} sends force_single only if it supports sets`, () => {
      const body = bodyOf(model, { forceSingle: true });
      assert.deepEqual(faultsAt(model, { forceSingle: true }), []);
      assert.deepEqual(body, {
        ...baseBody(model),
        ...(version4Models.includes(model) && { force_single: true }),
      });
    });

    it(`${model} supports watermark and content label, which are not part of a submit`, () => {
      const outputOptions = {
        logoInfo: { position: 'topLeft', opacity: 0.5 },
        aigcMeta: { producerId: 'p' },
        returnUrl: false,
      } as const;
      assert.deepEqual(faultsAt(model, outputOptions), []);
      assert.deepEqual(bodyOf(model, outputOptions), baseBody(model));
    });
  }

  for (const provider of gateways) {
    for (const [parameter, fields, expected, supportingModels] of parameters) {
      const isSupported = gatewayParameters.has(parameter);
      it(`jimeng-4.0 at ${provider.name} ${isSupported ? 'supports' : 'does not support'} ${parameter}`, () => {
        const faults = faultsAt('jimeng-4.0', fields, provider);
        const by = supportingModels.includes('jimeng-4.0') ? provider.name : 'jimeng-4.0';
        const fault: RequestFault = { fault: 'parameterNotSupported', parameter, by };
        assert.deepEqual(faults, isSupported ? [] : [fault]);
        if (!isSupported) return;
        const body = bodyOf('jimeng-4.0', fields, provider);
        assert.deepEqual(body, { ...baseBody('jimeng-4.0', true), ...expected });
      });
    }

    for (const model of modelIds.filter((id) => id !== 'jimeng-4.0')) {
      it(`${model} is not offered at ${provider.name}`, () => {
        const fault = { fault: 'modelNotOffered', model, provider: provider.name };
        assert.deepEqual(faultsAt(model, {}, provider), [fault]);
      });
    }
  }
});

describe('Resolution', () => {
  for (const [resolution, side] of [
    ['1k', 1024],
    ['2k', 2048],
    ['4k', 4096],
  ] as const) {
    it(`${resolution} is sent by name to a gateway and as an area to Volcengine`, () => {
      for (const model of version4Models) {
        const body = { ...baseBody(model), size: side * side };
        assert.deepEqual(bodyOf(model, { resolution }), body);
        assert.deepEqual(bodyOf(model, { resolution, minRatio: 0.5, maxRatio: 2 }), {
          ...body,
          min_ratio: 0.5,
          max_ratio: 2,
        });
      }
      for (const provider of gateways) {
        const body = { ...baseBody('jimeng-4.0', true), resolution };
        assert.deepEqual(bodyOf('jimeng-4.0', { resolution }, provider), body);
      }
    });
  }

  for (const model of version3Models) {
    it(`is sent as width and height to ${model}, which does not support 4K`, () => {
      const maxSide = model === 'jimeng-3.0-i2i' ? 2016 : 2048;
      for (const [resolution, side] of [
        ['1k', 1328],
        ['2k', maxSide],
      ] as const) {
        assert.deepEqual(faultsAt(model, { resolution }), []);
        const body = { ...baseBody(model), width: side, height: side };
        assert.deepEqual(bodyOf(model, { resolution }), body);
      }
      const fault = { fault: 'resolutionNotSupported', resolution: '4k', model };
      assert.deepEqual(faultsAt(model, { resolution: '4k' }), [fault]);
    });
  }

  it('is overridden by width and height or by an area', () => {
    const { resolution } = { resolution: '4k' } as const;
    assert.deepEqual(bodyOf('jimeng-4.6', { resolution, ...size }), {
      ...baseBody('jimeng-4.6'),
      ...size,
    });
    assert.deepEqual(bodyOf('jimeng-4.6', { resolution, size: 2 ** 21 }), {
      ...baseBody('jimeng-4.6'),
      size: 2 ** 21,
    });
  });
});

describe('Ratio limits', () => {
  const wideSize = { width: 4096, height: 1024 };
  const tallSize = { width: 1024, height: 4096 };
  const threeToOne = { width: 3072, height: 1024 };

  const bodies: [string, Fields, object][] = [
    [
      'include max_ratio for a wider size than the default',
      wideSize,
      { ...wideSize, max_ratio: 4 },
    ],
    [
      'include min_ratio for a taller size than the default',
      tallSize,
      { ...tallSize, min_ratio: 0.25 },
    ],
    ['are omitted for the widest default size', threeToOne, threeToOne],
    ['use the value of the user', { ...wideSize, maxRatio: 8 }, { ...wideSize, max_ratio: 8 }],
    [
      'are added to the other value of the user',
      { ...wideSize, minRatio: 0.5 },
      { ...wideSize, min_ratio: 0.5, max_ratio: 4 },
    ],
  ];
  for (const [description, fields, expected] of bodies) {
    it(description, () => {
      for (const model of version4Models) {
        assert.deepEqual(faultsAt(model, fields), []);
        assert.deepEqual(bodyOf(model, fields), { ...baseBody(model), ...expected });
      }
    });
  }

  it('are not sent to a gateway', () => {
    const body = bodyOf('jimeng-4.0', wideSize, providers.octopusx);
    assert.deepEqual(body, { ...baseBody('jimeng-4.0', true), ...wideSize });
  });

  it('of the user may match the size exactly', () => {
    const twoToOne = { width: 2048, height: 1024 };
    for (const model of version4Models) {
      assert.deepEqual(faultsAt(model, { ...twoToOne, maxRatio: 2 }), []);
      assert.deepEqual(faultsAt(model, { ...twoToOne, minRatio: 2 }), []);
      const fault = { fault: 'ratioOutOfRange', ...twoToOne, min: 1 / 16, max: 1.9 };
      assert.deepEqual(faultsAt(model, { ...twoToOne, maxRatio: 1.9 }), [fault]);
    }
  });
});

import assert from 'node:assert/strict';
import {
  faultsOf,
  modelIds,
  models,
  providers,
  type GenerationRequest,
  type ModelId,
  type RequestFault,
} from '../../../src/jimeng/index.ts';
import { submitBody } from '../../../src/jimeng/wire.ts';

const reference = 'https://example.com/1.png';
const gateways = [providers.octopusx, providers.deepwl];
const { volcengine } = providers;

/** A good request of a model and nothing more. */
function plain(model: ModelId): GenerationRequest {
  const imageUrls = model === 'jimeng-3.0-i2i' ? { imageUrls: [reference] } : {};
  return { model, prompt: 'a cat', ...imageUrls };
}

type Fields = Partial<GenerationRequest>;
const faultsAt = (model: ModelId, fields: Fields, provider = volcengine) =>
  faultsOf({ ...plain(model), ...fields }, provider);
const bodyOf = (model: ModelId, fields: Fields, provider = volcengine) =>
  JSON.parse(submitBody({ ...plain(model), ...fields }, models[model], provider)) as object;

const fourth: readonly ModelId[] = ['jimeng-4.0', 'jimeng-4.6'];
const third: readonly ModelId[] = ['jimeng-3.0', 'jimeng-3.1', 'jimeng-3.0-i2i'];
const sides = { width: 1328, height: 1328 };

/** Every parameter: a good value, how it is sent, and who takes it at the original service. */
const parameters: [keyof GenerationRequest, Fields, object, readonly ModelId[]][] = [
  [
    'imageUrls',
    { imageUrls: [reference] },
    { image_urls: [reference] },
    [...fourth, 'jimeng-3.0-i2i'],
  ],
  ['width', sides, sides, modelIds],
  ['size', { size: 2 ** 21 }, { size: 2 ** 21 }, fourth],
  ['scale', { scale: 1 }, { scale: 1 }, [...fourth, 'jimeng-3.0-i2i']],
  ['minRatio', { minRatio: 0.5 }, { min_ratio: 0.5 }, fourth],
  ['maxRatio', { maxRatio: 2 }, { max_ratio: 2 }, fourth],
  ['seed', { seed: -1 }, { seed: -1 }, third],
  ['usePreLlm', { usePreLlm: false }, { use_pre_llm: false }, ['jimeng-3.0', 'jimeng-3.1']],
];
/** Of them, what the gateways list (docs/service.md §3.2). */
const listed = new Set<keyof GenerationRequest>(['imageUrls', 'width', 'size']);

/** What a submit says whatever is asked for. */
function always(model: ModelId, isGateway = false): object {
  return {
    req_key: models[model].reqKey,
    ...(isGateway && { model }),
    prompt: 'a cat',
    ...(fourth.includes(model) && { force_single: false, image_urls: [] }),
    ...(model === 'jimeng-3.0-i2i' && { image_urls: [reference] }),
  };
}

describe('A model', () => {
  for (const model of modelIds) {
    it(`${model} says no more than it must`, () => {
      assert.deepEqual(faultsAt(model, {}), []);
      assert.deepEqual(bodyOf(model, {}), always(model));
    });

    for (const [parameter, fields, sent, takers] of parameters) {
      const isTaken = takers.includes(model);
      it(`${model} at the original service ${isTaken ? 'takes' : 'does not take'} ${parameter}`, () => {
        const faults = faultsAt(model, fields);
        if (isTaken) {
          assert.deepEqual(faults, []);
          assert.deepEqual(bodyOf(model, fields), { ...always(model), ...sent });
        } else {
          assert.deepEqual(faults, [{ fault: 'parameterNotTaken', parameter, by: model }]);
        }
      });
    }

    it(`${model} makes sets, or is asked for a single picture without a word`, () => {
      const body = bodyOf(model, { forceSingle: true });
      assert.deepEqual(faultsAt(model, { forceSingle: true }), []);
      assert.deepEqual(body, {
        ...always(model),
        ...(fourth.includes(model) && { force_single: true }),
      });
    });

    it(`${model} is marked as one likes, which a submit does not say`, () => {
      const marks = {
        logoInfo: { position: 'topLeft', opacity: 0.5 },
        aigcMeta: { producerId: 'p' },
        returnUrl: false,
      } as const;
      assert.deepEqual(faultsAt(model, marks), []);
      assert.deepEqual(bodyOf(model, marks), always(model));
    });
  }

  for (const provider of gateways) {
    for (const [parameter, fields, sent, takers] of parameters) {
      const isTaken = listed.has(parameter);
      it(`4.0 at ${provider.name} ${isTaken ? 'takes' : 'does not take'} ${parameter}`, () => {
        const faults = faultsAt('jimeng-4.0', fields, provider);
        const by = takers.includes('jimeng-4.0') ? provider.name : 'jimeng-4.0';
        const fault: RequestFault = { fault: 'parameterNotTaken', parameter, by };
        assert.deepEqual(faults, isTaken ? [] : [fault]);
        if (!isTaken) return;
        const body = bodyOf('jimeng-4.0', fields, provider);
        assert.deepEqual(body, { ...always('jimeng-4.0', true), ...sent });
      });
    }

    for (const model of modelIds.filter((id) => id !== 'jimeng-4.0')) {
      it(`${model} is not to be had at ${provider.name}`, () => {
        const fault = { fault: 'modelNotOffered', model, provider: provider.name };
        assert.deepEqual(faultsAt(model, {}, provider), [fault]);
      });
    }
  }
});

describe('A resolution', () => {
  for (const [resolution, side] of [
    ['1k', 1024],
    ['2k', 2048],
    ['4k', 4096],
  ] as const) {
    it(`of ${resolution} is said as it is at a gateway, and as an area at the original service`, () => {
      for (const model of fourth) {
        const body = { ...always(model), size: side * side };
        assert.deepEqual(bodyOf(model, { resolution }), body);
        assert.deepEqual(bodyOf(model, { resolution, minRatio: 0.5, maxRatio: 2 }), {
          ...body,
          min_ratio: 0.5,
          max_ratio: 2,
        });
      }
      for (const provider of gateways) {
        const body = { ...always('jimeng-4.0', true), resolution };
        assert.deepEqual(bodyOf('jimeng-4.0', { resolution }, provider), body);
      }
    });
  }

  for (const model of third) {
    it(`is said in sides to ${model}, which makes no 4K`, () => {
      const largest = model === 'jimeng-3.0-i2i' ? 2016 : 2048;
      for (const [resolution, side] of [
        ['1k', 1328],
        ['2k', largest],
      ] as const) {
        assert.deepEqual(faultsAt(model, { resolution }), []);
        const body = { ...always(model), width: side, height: side };
        assert.deepEqual(bodyOf(model, { resolution }), body);
      }
      const fault = { fault: 'resolutionNotMade', resolution: '4k', model };
      assert.deepEqual(faultsAt(model, { resolution: '4k' }), [fault]);
    });
  }

  it('gives way to sides and to an area', () => {
    const { resolution } = { resolution: '4k' } as const;
    assert.deepEqual(bodyOf('jimeng-4.6', { resolution, ...sides }), {
      ...always('jimeng-4.6'),
      ...sides,
    });
    assert.deepEqual(bodyOf('jimeng-4.6', { resolution, size: 2 ** 21 }), {
      ...always('jimeng-4.6'),
      size: 2 ** 21,
    });
  });
});

describe('The ratio that a size is held to', () => {
  const wide = { width: 4096, height: 1024 };
  const high = { width: 1024, height: 4096 };
  const thrice = { width: 3072, height: 1024 };

  const bodies: [string, Fields, object][] = [
    ['is said for a wider size than usual', wide, { ...wide, max_ratio: 4 }],
    ['is said for a higher size than usual', high, { ...high, min_ratio: 0.25 }],
    ['is not said for the widest that is usual', thrice, thrice],
    ['is the user’s own where there is one', { ...wide, maxRatio: 8 }, { ...wide, max_ratio: 8 }],
    [
      'is said beside the user’s other one',
      { ...wide, minRatio: 0.5 },
      { ...wide, min_ratio: 0.5, max_ratio: 4 },
    ],
  ];
  for (const [what, fields, sent] of bodies) {
    it(what, () => {
      for (const model of fourth) {
        assert.deepEqual(faultsAt(model, fields), []);
        assert.deepEqual(bodyOf(model, fields), { ...always(model), ...sent });
      }
    });
  }

  it('is not said to a gateway', () => {
    const body = bodyOf('jimeng-4.0', wide, providers.octopusx);
    assert.deepEqual(body, { ...always('jimeng-4.0', true), ...wide });
  });

  it('may be the user’s own to the last pixel', () => {
    const twice = { width: 2048, height: 1024 };
    for (const model of fourth) {
      assert.deepEqual(faultsAt(model, { ...twice, maxRatio: 2 }), []);
      assert.deepEqual(faultsAt(model, { ...twice, minRatio: 2 }), []);
      const fault = { fault: 'ratioOutOfRange', ...twice, min: 1 / 16, max: 1.9 };
      assert.deepEqual(faultsAt(model, { ...twice, maxRatio: 1.9 }), [fault]);
    }
  });
});

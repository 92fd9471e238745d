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

const { volcengine, octopusx } = providers;
const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);
const fourth: readonly ModelId[] = ['jimeng-4.0', 'jimeng-4.6'];
const sized: readonly ModelId[] = ['jimeng-3.0', 'jimeng-3.1', 'jimeng-3.0-i2i'];

function faultsAt(
  model: ModelId,
  fields: Partial<GenerationRequest>,
  provider = volcengine,
): RequestFault[] {
  const imageUrls = references(models[model].references.min);
  return faultsOf({ model, prompt: 'a cat', imageUrls, ...fields }, provider);
}

/** A parameter of a model: both of its ends, what is just beyond them, and how finely it is told. */
interface Ends {
  parameter: 'scale' | 'minRatio' | 'maxRatio' | 'seed';
  of: readonly ModelId[];
  good: readonly number[];
  bad: readonly number[];
  range: { min: number; max: number; decimals?: number };
}

const share = { min: 0, max: 1, decimals: 2 };
const ratio = { min: 1 / 16, max: 16 };
const ends: Ends[] = [
  {
    parameter: 'scale',
    of: ['jimeng-4.0', 'jimeng-3.0-i2i'],
    good: [0, 0.01, 0.29, 0.5, 1],
    bad: [-0.01, 1.01, 0.005, NaN, Infinity],
    range: share,
  },
  {
    parameter: 'scale',
    of: ['jimeng-4.6'],
    good: [1, 50, 100],
    bad: [0, 101, 0.5, 1.5],
    range: { min: 1, max: 100, decimals: 0 },
  },
  {
    parameter: 'minRatio',
    of: ['jimeng-4.0'],
    good: [1 / 16, 0.5, 2.9],
    bad: [1 / 16 - 1e-9, 16, 17, -1],
    range: ratio,
  },
  {
    parameter: 'minRatio',
    of: ['jimeng-4.6'],
    good: [1 / 16 + 1e-9, 0.5],
    bad: [1 / 16, 16.01],
    range: ratio,
  },
  {
    parameter: 'maxRatio',
    of: ['jimeng-4.0'],
    good: [0.4, 3, 15.99],
    bad: [16, 1 / 17, NaN],
    range: ratio,
  },
  {
    parameter: 'maxRatio',
    of: ['jimeng-4.6'],
    good: [0.4, 16],
    bad: [16.01, 1 / 16],
    range: ratio,
  },
  {
    parameter: 'seed',
    of: sized,
    good: [-1, 0, 2 ** 31 - 1],
    bad: [-2, 1.5, 2 ** 31],
    range: { min: -1, max: 2 ** 31 - 1, decimals: 0 },
  },
];

describe('A parameter', () => {
  for (const { parameter, of, good, bad, range } of ends) {
    for (const model of of) {
      for (const value of good) {
        it(`${parameter} of ${model} may be ${value}`, () => {
          assert.deepEqual(faultsAt(model, { [parameter]: value }), []);
        });
      }
      for (const value of bad) {
        it(`${parameter} of ${model} may not be ${value}`, () => {
          const fault = { fault: 'parameterOutOfRange', parameter, value, ...range };
          assert.deepEqual(faultsAt(model, { [parameter]: value }), [fault]);
        });
      }
    }
  }

  const reversed: [number | undefined, number | undefined, number, number][] = [
    [2, 1, 2, 1],
    [1, 1, 1, 1],
    [3, undefined, 3, 3],
    [undefined, 1 / 3, 1 / 3, 1 / 3],
  ];
  for (const [minRatio, maxRatio, min, max] of reversed) {
    it(`of ratios may not be reversed: ${minRatio} to ${maxRatio}`, () => {
      const ratios = { ...(minRatio && { minRatio }), ...(maxRatio && { maxRatio }) };
      for (const model of fourth) {
        assert.deepEqual(faultsAt(model, ratios), [{ fault: 'ratiosReversed', min, max }]);
      }
    });
  }
});

describe('A prompt', () => {
  it('may have 800 characters at the original service, and more at a gateway', () => {
    for (const model of modelIds) {
      assert.deepEqual(faultsAt(model, { prompt: '😀'.repeat(800) }), []);
      const fault = { fault: 'promptTooLong', count: 801, max: 800 };
      assert.deepEqual(faultsAt(model, { prompt: '猫'.repeat(801) }), [fault]);
    }
    assert.deepEqual(faultsAt('jimeng-4.0', { prompt: '猫'.repeat(801) }, octopusx), []);
  });
});

describe('References', () => {
  const most = { 'jimeng-4.0': 10, 'jimeng-4.6': 14, 'jimeng-3.0-i2i': 1 };
  for (const [model, max] of Object.entries(most) as [ModelId, number][]) {
    it(`of ${model} may be ${max}, and no more`, () => {
      assert.deepEqual(faultsAt(model, { imageUrls: references(max) }), []);
      const fault = { fault: 'referencesTooMany', count: max + 1, max };
      assert.deepEqual(faultsAt(model, { imageUrls: references(max + 1) }), [fault]);
    });
  }

  it('are what image to image cannot do without', () => {
    const fault = { fault: 'referenceMissing', model: 'jimeng-3.0-i2i' };
    assert.deepEqual(faultsAt('jimeng-3.0-i2i', { imageUrls: [] }), [fault]);
  });
});

describe('A size', () => {
  const outOfRatio = (width: number, height: number, { min, max } = ratio) => [
    { fault: 'ratioOutOfRange', width, height, min, max },
  ];

  for (const provider of [volcengine, octopusx]) {
    it(`of 4.0 at ${provider.name} may be 1:16, and not quite 16:1`, () => {
      assert.deepEqual(faultsAt('jimeng-4.0', { width: 256, height: 4096 }, provider), []);
      assert.deepEqual(faultsAt('jimeng-4.0', { width: 4095, height: 257 }, provider), []);
      const sixteen = { width: 4096, height: 256 };
      assert.deepEqual(faultsAt('jimeng-4.0', sixteen, provider), outOfRatio(4096, 256));
    });
  }

  it('of 4.6 may be 16:1, and not quite 1:16', () => {
    assert.deepEqual(faultsAt('jimeng-4.6', { width: 4096, height: 256 }), []);
    assert.deepEqual(faultsAt('jimeng-4.6', { width: 256, height: 4096 }), outOfRatio(256, 4096));
  });

  for (const model of fourth) {
    it(`of ${model} has an area of 1024² to 4096²`, () => {
      for (const size of [1024 ** 2, 4096 ** 2]) assert.deepEqual(faultsAt(model, { size }), []);
      for (const area of [1024 ** 2 - 1, 4096 ** 2 + 1, 2_000_000.5]) {
        const fault = { fault: 'areaOutOfRange', area };
        assert.deepEqual(faultsAt(model, { size: area }), [fault]);
      }
    });
  }

  for (const model of sized) {
    const longest = model === 'jimeng-3.0-i2i' ? 2016 : 2048;
    it(`of ${model} has sides of 512 to ${longest}`, () => {
      for (const side of [512, longest]) {
        assert.deepEqual(faultsAt(model, { width: side, height: side }), []);
      }
      for (const value of [511, longest + 1]) {
        const range = { min: 512, max: longest };
        assert.deepEqual(faultsAt(model, { width: value, height: 1024 }), [
          { fault: 'parameterOutOfRange', parameter: 'width', value, ...range },
        ]);
        assert.deepEqual(faultsAt(model, { width: 1024, height: value }), [
          { fault: 'parameterOutOfRange', parameter: 'height', value, ...range },
        ]);
      }
    });
  }

  for (const model of ['jimeng-3.0', 'jimeng-3.1'] as const) {
    it(`of ${model} is at most three times as long as wide`, () => {
      const third = { min: 1 / 3, max: 3 };
      assert.deepEqual(faultsAt(model, { width: 1536, height: 512 }), []);
      assert.deepEqual(faultsAt(model, { width: 512, height: 1536 }), []);
      const wider = { width: 1537, height: 512 };
      assert.deepEqual(faultsAt(model, wider), outOfRatio(1537, 512, third));
      assert.deepEqual(faultsAt(model, { width: 512, height: 1537 }), outOfRatio(512, 1537, third));
    });
  }
});

describe('Marks', () => {
  it('are as opaque as from 0 to 1', () => {
    for (const opacity of [0, 0.333, 1]) {
      assert.deepEqual(faultsAt('jimeng-4.0', { logoInfo: { opacity } }, octopusx), []);
    }
    for (const value of [-0.1, 1.1]) {
      const fault = { fault: 'parameterOutOfRange', parameter: 'logoInfo.opacity', value };
      const found = faultsAt('jimeng-4.0', { logoInfo: { opacity: value } }, octopusx);
      assert.deepEqual(found, [{ ...fault, min: 0, max: 1 }]);
    }
  });

  it('name a producer, and have up to 256 characters in each field', () => {
    const fields = ['producerId', 'contentProducer', 'contentPropagator', 'propagateId'] as const;
    for (const field of fields) {
      const meta = (text: string) => ({ aigcMeta: { producerId: 'p', [field]: text } });
      assert.deepEqual(faultsAt('jimeng-4.0', meta('猫'.repeat(256))), []);
      const fault = { fault: 'textTooLong', parameter: `aigcMeta.${field}`, max: 256 };
      assert.deepEqual(faultsAt('jimeng-4.0', meta('猫'.repeat(257))), [fault]);
    }
    const nobody = faultsAt('jimeng-4.0', { aigcMeta: { producerId: '' } });
    assert.deepEqual(nobody, [{ fault: 'producerMissing' }]);
  });
});

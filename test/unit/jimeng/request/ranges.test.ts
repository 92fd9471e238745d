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
import { maxPromptCharacters, maxTextCharacters } from '../../../../src/untrusted/limits.ts';

const { volcengine, octopusx } = providers;
const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);
const version4Models: readonly ModelId[] = ['jimeng-4.0', 'jimeng-4.6'];
const sizedModels: readonly ModelId[] = ['jimeng-3.0', 'jimeng-3.1', 'jimeng-3.0-i2i'];

function faultsAt(
  model: ModelId,
  fields: Partial<GenerationRequest>,
  provider = volcengine,
): RequestFault[] {
  const imageUrls = references(models[model].referenceCount.min);
  return validateRequest({ model, prompt: 'a cat', imageUrls, ...fields }, provider);
}

/** A parameter of a model with both limits, the values just beyond them, and its precision. */
interface ParameterRange {
  parameter: 'scale' | 'minRatio' | 'maxRatio' | 'seed';
  models: readonly ModelId[];
  validValues: readonly number[];
  invalidValues: readonly number[];
  range: { min: number; max: number; decimals?: number };
}

const weightRange = { min: 0, max: 1, decimals: 2 };
const ratioRange = { min: 1 / 16, max: 16 };
const parameterRanges: ParameterRange[] = [
  {
    parameter: 'scale',
    models: ['jimeng-4.0', 'jimeng-3.0-i2i'],
    validValues: [0, 0.01, 0.29, 0.5, 1],
    invalidValues: [-0.01, 1.01, 0.005, NaN, Infinity],
    range: weightRange,
  },
  {
    parameter: 'scale',
    models: ['jimeng-4.6'],
    validValues: [1, 50, 100],
    invalidValues: [0, 101, 0.5, 1.5],
    range: { min: 1, max: 100, decimals: 0 },
  },
  {
    parameter: 'minRatio',
    models: ['jimeng-4.0'],
    validValues: [1 / 16, 0.5, 2.9],
    invalidValues: [1 / 16 - 1e-9, 16, 17, -1],
    range: ratioRange,
  },
  {
    parameter: 'minRatio',
    models: ['jimeng-4.6'],
    validValues: [1 / 16 + 1e-9, 0.5],
    invalidValues: [1 / 16, 16.01],
    range: ratioRange,
  },
  {
    parameter: 'maxRatio',
    models: ['jimeng-4.0'],
    validValues: [0.4, 3, 15.99],
    invalidValues: [16, 1 / 17, NaN],
    range: ratioRange,
  },
  {
    parameter: 'maxRatio',
    models: ['jimeng-4.6'],
    validValues: [0.4, 16],
    invalidValues: [16.01, 1 / 16],
    range: ratioRange,
  },
  {
    parameter: 'seed',
    models: sizedModels,
    validValues: [-1, 0, 2 ** 31 - 1],
    invalidValues: [-2, 1.5, 2 ** 31],
    range: { min: -1, max: 2 ** 31 - 1, decimals: 0 },
  },
];

describe('validateRequest parameters', () => {
  for (const { parameter, models, validValues, invalidValues, range } of parameterRanges) {
    for (const model of models) {
      for (const value of validValues) {
        it(`allows ${value} for ${parameter} of ${model}`, () => {
          assert.deepEqual(faultsAt(model, { [parameter]: value }), []);
        });
      }
      for (const value of invalidValues) {
        it(`rejects ${value} for ${parameter} of ${model}`, () => {
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
    it(`rejects reversed ratios: ${minRatio} to ${maxRatio}`, () => {
      const ratios = { ...(minRatio && { minRatio }), ...(maxRatio && { maxRatio }) };
      for (const model of version4Models) {
        assert.deepEqual(faultsAt(model, ratios), [{ fault: 'ratiosReversed', min, max }]);
      }
    });
  }
});

describe('validateRequest prompts', () => {
  it('allows 800 characters at Volcengine and more at a gateway', () => {
    for (const model of modelIds) {
      assert.deepEqual(faultsAt(model, { prompt: '😀'.repeat(800) }), []);
      const fault = { fault: 'promptTooLong', count: 801, max: 800 };
      assert.deepEqual(faultsAt(model, { prompt: '猫'.repeat(801) }), [fault]);
    }
    assert.deepEqual(faultsAt('jimeng-4.0', { prompt: '猫'.repeat(801) }, octopusx), []);
  });
});

describe('validateRequest texts', () => {
  // What is sent and billed must be what the record keeps.
  const long = 'a'.repeat(maxTextCharacters);
  const rows: readonly [Partial<GenerationRequest>, RequestFault][] = [
    [
      { prompt: 'a'.repeat(maxPromptCharacters + 1) },
      { fault: 'promptTooLong', count: maxPromptCharacters + 1, max: maxPromptCharacters },
    ],
    [
      { imageUrls: [`https://a.example/${long}`] },
      { fault: 'textTooLong', parameter: 'imageUrls', max: maxTextCharacters },
    ],
    [
      { logoInfo: { text: `${long}a` } },
      { fault: 'textTooLong', parameter: 'logoInfo.text', max: maxTextCharacters },
    ],
  ];
  for (const [fields, fault] of rows) {
    it(`rejects what a record would cut: ${JSON.stringify(fields).slice(0, 30)}`, () => {
      assert.deepEqual(faultsAt('jimeng-4.0', fields, octopusx), [fault]);
    });
  }
});

describe('validateRequest references', () => {
  const maxReferences = { 'jimeng-4.0': 10, 'jimeng-4.6': 14, 'jimeng-3.0-i2i': 1 };
  for (const [model, max] of Object.entries(maxReferences) as [ModelId, number][]) {
    it(`allows up to ${max} for ${model}`, () => {
      assert.deepEqual(faultsAt(model, { imageUrls: references(max) }), []);
      const fault = { fault: 'referencesTooMany', count: max + 1, max };
      assert.deepEqual(faultsAt(model, { imageUrls: references(max + 1) }), [fault]);
    });
  }

  it('requires one for image to image', () => {
    const fault = { fault: 'referenceMissing', model: 'jimeng-3.0-i2i' };
    assert.deepEqual(faultsAt('jimeng-3.0-i2i', { imageUrls: [] }), [fault]);
  });
});

describe('validateRequest sizes', () => {
  const outOfRatio = (width: number, height: number, { min, max } = ratioRange) => [
    { fault: 'ratioOutOfRange', width, height, min, max },
  ];

  for (const provider of [volcengine, octopusx]) {
    it(`allows 1:16 but not 16:1 for 4.0 at ${provider.name}`, () => {
      assert.deepEqual(faultsAt('jimeng-4.0', { width: 256, height: 4096 }, provider), []);
      assert.deepEqual(faultsAt('jimeng-4.0', { width: 4095, height: 257 }, provider), []);
      const sixteenToOne = { width: 4096, height: 256 };
      assert.deepEqual(faultsAt('jimeng-4.0', sixteenToOne, provider), outOfRatio(4096, 256));
    });
  }

  it('allows 16:1 but not 1:16 for 4.6', () => {
    assert.deepEqual(faultsAt('jimeng-4.6', { width: 4096, height: 256 }), []);
    assert.deepEqual(faultsAt('jimeng-4.6', { width: 256, height: 4096 }), outOfRatio(256, 4096));
  });

  for (const model of version4Models) {
    it(`requires an area of 1024² to 4096² for ${model}`, () => {
      for (const size of [1024 ** 2, 4096 ** 2]) assert.deepEqual(faultsAt(model, { size }), []);
      for (const area of [1024 ** 2 - 1, 4096 ** 2 + 1, 2_000_000.5]) {
        const fault = { fault: 'areaOutOfRange', area };
        assert.deepEqual(faultsAt(model, { size: area }), [fault]);
      }
    });
  }

  for (const model of sizedModels) {
    const maxSide = model === 'jimeng-3.0-i2i' ? 2016 : 2048;
    it(`requires sides of 512 to ${maxSide} for ${model}`, () => {
      for (const side of [512, maxSide]) {
        assert.deepEqual(faultsAt(model, { width: side, height: side }), []);
      }
      for (const value of [511, maxSide + 1]) {
        const range = { min: 512, max: maxSide };
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
    it(`requires a ratio of at most 3 for ${model}`, () => {
      const thirdToThree = { min: 1 / 3, max: 3 };
      assert.deepEqual(faultsAt(model, { width: 1536, height: 512 }), []);
      assert.deepEqual(faultsAt(model, { width: 512, height: 1536 }), []);
      const tooWide = { width: 1537, height: 512 };
      assert.deepEqual(faultsAt(model, tooWide), outOfRatio(1537, 512, thirdToThree));
      assert.deepEqual(
        faultsAt(model, { width: 512, height: 1537 }),
        outOfRatio(512, 1537, thirdToThree),
      );
    });
  }
});

describe('validateRequest watermark and content label', () => {
  it('require an opacity from 0 to 1', () => {
    for (const opacity of [0, 0.333, 1]) {
      assert.deepEqual(faultsAt('jimeng-4.0', { logoInfo: { opacity } }, octopusx), []);
    }
    for (const value of [-0.1, 1.1]) {
      const fault = { fault: 'parameterOutOfRange', parameter: 'logoInfo.opacity', value };
      const found = faultsAt('jimeng-4.0', { logoInfo: { opacity: value } }, octopusx);
      assert.deepEqual(found, [{ ...fault, min: 0, max: 1 }]);
    }
  });

  it('require a producer and allow 256 characters per field', () => {
    const fields = ['producerId', 'contentProducer', 'contentPropagator', 'propagateId'] as const;
    for (const field of fields) {
      const meta = (text: string) => ({ aigcMeta: { producerId: 'p', [field]: text } });
      assert.deepEqual(faultsAt('jimeng-4.0', meta('猫'.repeat(256))), []);
      const fault = { fault: 'textTooLong', parameter: `aigcMeta.${field}`, max: 256 };
      assert.deepEqual(faultsAt('jimeng-4.0', meta('猫'.repeat(257))), [fault]);
    }
    const withoutProducer = faultsAt('jimeng-4.0', { aigcMeta: { producerId: '' } });
    assert.deepEqual(withoutProducer, [{ fault: 'producerMissing' }]);
  });
});

import assert from 'node:assert/strict';
import {
  validateRequest,
  getPromptLength,
  providers,
  type GenerationRequest,
  type RequestFault,
} from '../../../../src/jimeng/index.ts';

const validRequest: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);
const tooWide = { width: 4100, height: 256 };
const ratios = { min: 1 / 16, max: 16 };
const { octopusx } = providers;

describe('validateRequest', () => {
  const validFields: [string, Partial<GenerationRequest>][] = [
    ['with a prompt only', {}],
    ['over 800 characters', { prompt: 'x'.repeat(801) }],
    ['of the minimum area', { width: 1024, height: 1024 }],
    ['of the maximum area', { width: 4096, height: 4096 }],
    ['with a side over 4096', { width: 6198, height: 2656 }],
    ['nearly 16 times as wide as tall', { width: 4092, height: 257 }],
    ['16 times as tall as wide', { width: 256, height: 4096 }],
    ['of the minimum size', { size: 1024 * 1024 }],
    ['of the maximum size', { size: 4096 * 4096 }],
    ['with a size overridden by width and height', { size: 1, width: 1024, height: 1024 }],
    ['without references', { imageUrls: [] }],
    ['with 10 references', { imageUrls: references(10) }],
    ['with a reference over http', { imageUrls: ['HTTP://example.com/1.png'] }],
  ];
  for (const [description, fields] of validFields) {
    it(`accepts a request ${description}`, () => {
      assert.deepEqual(validateRequest({ ...validRequest, ...fields }, octopusx), []);
    });
  }

  const notHttpCase = (url: string): [string, Partial<GenerationRequest>, RequestFault[]] => [
    `with the reference “${url}”`,
    { imageUrls: [reference, url] },
    [{ fault: 'referenceNotHttp', url }],
  ];
  const areaFault = (area: number): RequestFault[] => [{ fault: 'areaOutOfRange', area }];
  const invalidFields: [string, Partial<GenerationRequest>, RequestFault[]][] = [
    ['without a prompt', { prompt: '' }, [{ fault: 'promptMissing' }]],
    ['with a blank prompt', { prompt: ' \n\t　' }, [{ fault: 'promptMissing' }]],
    ['for another model', { model: 'toString' }, [{ fault: 'modelUnknown', model: 'toString' }]],
    [
      'with 11 references',
      { imageUrls: references(11) },
      [{ fault: 'referencesTooMany', count: 11, max: 10 }],
    ],
    notHttpCase('ftp://example.com/1.png'),
    notHttpCase('data:image/png;base64,AAAA'),
    notHttpCase('file:///tmp/1.png'),
    notHttpCase('images/1.png'),
    notHttpCase(''),
    ['with a width only', { width: 2048 }, [{ fault: 'sideMissing', side: 'height' }]],
    ['with a height only', { height: 2048 }, [{ fault: 'sideMissing', side: 'width' }]],
    [
      'with a fractional width',
      { width: 2048.5, height: 2048 },
      [{ fault: 'sideNotWhole', side: 'width', value: 2048.5 }],
    ],
    [
      'with a height of 0',
      { width: 2048, height: 0 },
      [{ fault: 'sideNotWhole', side: 'height', value: 0 }],
    ],
    [
      'with two negative sides',
      { width: -2048, height: -2048 },
      [
        { fault: 'sideNotWhole', side: 'width', value: -2048 },
        { fault: 'sideNotWhole', side: 'height', value: -2048 },
      ],
    ],
    ['just under the minimum area', { width: 1024, height: 1023 }, areaFault(1024 * 1023)],
    ['just over the maximum area', { width: 4096, height: 4097 }, areaFault(4096 * 4097)],
    ['just under the minimum size', { size: 1024 * 1024 - 1 }, areaFault(1024 * 1024 - 1)],
    ['just over the maximum size', { size: 4096 * 4096 + 1 }, areaFault(4096 * 4096 + 1)],
    ['with a fractional size', { size: 2_000_000.5 }, areaFault(2_000_000.5)],
    ['just over 16 times as wide', tooWide, [{ fault: 'ratioOutOfRange', ...tooWide, ...ratios }]],
    [
      'just over 16 times as tall',
      { width: 256, height: 4100 },
      [{ fault: 'ratioOutOfRange', width: 256, height: 4100, ...ratios }],
    ],
  ];
  for (const [description, fields, expected] of invalidFields) {
    it(`rejects a request ${description}`, () => {
      assert.deepEqual(validateRequest({ ...validRequest, ...fields }, octopusx), expected);
    });
  }

  it('reports all faults', () => {
    const request = { ...validRequest, prompt: '', imageUrls: ['x'], width: 1 };
    assert.deepEqual(
      validateRequest(request, octopusx).map(({ fault }) => fault),
      ['promptMissing', 'referenceNotHttp', 'sideMissing'],
    );
  });
});

describe('getPromptLength', () => {
  const lengths: [string, number][] = [
    ['', 0],
    ['a cat', 5],
    ['一只猫', 3],
    ['😀', 1],
    ['𠮷野家', 3],
    ['👩‍🎨', 3],
  ];
  for (const [prompt, length] of lengths) {
    it(`of “${prompt}” is ${length}`, () => {
      assert.equal(getPromptLength(prompt), length);
    });
  }
});

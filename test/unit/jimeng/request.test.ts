import assert from 'node:assert/strict';
import {
  faultsOf,
  promptLength,
  providers,
  type GenerationRequest,
  type RequestFault,
} from '../../../src/jimeng/index.ts';

const good: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);
const tooWide = { width: 4100, height: 256 };
const ratios = { min: 1 / 16, max: 16 };
const { octopusx } = providers;

describe('A request', () => {
  const legal: [string, Partial<GenerationRequest>][] = [
    ['with a prompt alone', {}],
    ['over 800 characters', { prompt: 'x'.repeat(801) }],
    ['of the least area', { width: 1024, height: 1024 }],
    ['of the greatest area', { width: 4096, height: 4096 }],
    ['with a side over 4096', { width: 6198, height: 2656 }],
    ['nearly 16 times as wide as high', { width: 4092, height: 257 }],
    ['16 times as high as wide', { width: 256, height: 4096 }],
    ['with the least size', { size: 1024 * 1024 }],
    ['with the greatest size', { size: 4096 * 4096 }],
    ['with a size that its sides overrule', { size: 1, width: 1024, height: 1024 }],
    ['without references', { imageUrls: [] }],
    ['with 10 references', { imageUrls: references(10) }],
    ['with a reference over http', { imageUrls: ['HTTP://example.com/1.png'] }],
  ];
  for (const [what, fields] of legal) {
    it(`${what} has no fault`, () => {
      assert.deepEqual(faultsOf({ ...good, ...fields }, octopusx), []);
    });
  }

  const notHttp = (url: string): [string, Partial<GenerationRequest>, RequestFault[]] => [
    `with the reference ${url}`,
    { imageUrls: [reference, url] },
    [{ fault: 'referenceNotHttp', url }],
  ];
  const area = (area: number): RequestFault[] => [{ fault: 'areaOutOfRange', area }];
  const faulty: [string, Partial<GenerationRequest>, RequestFault[]][] = [
    ['without a prompt', { prompt: '' }, [{ fault: 'promptMissing' }]],
    ['with a blank prompt', { prompt: ' \n\t　' }, [{ fault: 'promptMissing' }]],
    ['for another model', { model: 'toString' }, [{ fault: 'modelUnknown', model: 'toString' }]],
    [
      'with 11 references',
      { imageUrls: references(11) },
      [{ fault: 'referencesTooMany', count: 11, max: 10 }],
    ],
    notHttp('ftp://example.com/1.png'),
    notHttp('data:image/png;base64,AAAA'),
    notHttp('file:///tmp/1.png'),
    notHttp('images/1.png'),
    notHttp(''),
    ['with a width alone', { width: 2048 }, [{ fault: 'sideMissing', side: 'height' }]],
    ['with a height alone', { height: 2048 }, [{ fault: 'sideMissing', side: 'width' }]],
    [
      'with a broken width',
      { width: 2048.5, height: 2048 },
      [{ fault: 'sideNotWhole', side: 'width', value: 2048.5 }],
    ],
    [
      'with no height to speak of',
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
    ['just under the least area', { width: 1024, height: 1023 }, area(1024 * 1023)],
    ['just over the greatest area', { width: 4096, height: 4097 }, area(4096 * 4097)],
    ['just under the least size', { size: 1024 * 1024 - 1 }, area(1024 * 1024 - 1)],
    ['just over the greatest size', { size: 4096 * 4096 + 1 }, area(4096 * 4096 + 1)],
    ['with a broken size', { size: 2_000_000.5 }, area(2_000_000.5)],
    ['just over 16 times as wide', tooWide, [{ fault: 'ratioOutOfRange', ...tooWide, ...ratios }]],
    [
      'just over 16 times as high',
      { width: 256, height: 4100 },
      [{ fault: 'ratioOutOfRange', width: 256, height: 4100, ...ratios }],
    ],
  ];
  for (const [what, fields, expected] of faulty) {
    it(`${what} is refused`, () => {
      assert.deepEqual(faultsOf({ ...good, ...fields }, octopusx), expected);
    });
  }

  it('tells all of its faults', () => {
    const request = { ...good, prompt: '', imageUrls: ['x'], width: 1 };
    assert.deepEqual(
      faultsOf(request, octopusx).map(({ fault }) => fault),
      ['promptMissing', 'referenceNotHttp', 'sideMissing'],
    );
  });
});

describe('The length of a prompt', () => {
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
      assert.equal(promptLength(prompt), length);
    });
  }
});

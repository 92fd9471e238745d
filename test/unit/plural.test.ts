import assert from 'node:assert/strict';
import {
  format,
  formatPlural as formatPagePlural,
  setLanguage as setPageLanguage,
} from '../../src/gallery/page/ui/format.ts';
import {
  bundle,
  l10nCalls,
  formatLocation,
  plurals,
  type PluralLiteral,
} from './support/strings.ts';
import { setLanguage } from './support/vscode.ts';

const { formatPlural } = await import('../../src/host/plural.ts');

/** The expected texts for 0, 1, and 2, by the plural form. Other values are A, B, and so on. */
const english: Readonly<Record<string, readonly [string, string, string]>> = {
  '{0} images': ['0 images', '1 image', '2 images'],
  '{0} generations': ['0 generations', '1 generation', '2 generations'],
  '{1} of {0} images': ['A of 0 images', 'A of 1 image', 'A of 2 images'],
  '{0} unfinished images were not resumed. The gallery shows why.': [
    '0 unfinished images were not resumed. The gallery shows why.',
    '1 unfinished image was not resumed. The gallery shows why.',
    '2 unfinished images were not resumed. The gallery shows why.',
  ],
  'Show All {0} Images': ['Show All 0 Images', 'Enlarge', 'Show All 2 Images'],
  'Filters ({0} active)': ['Filters (0 active)', 'Filters (1 active)', 'Filters (2 active)'],
  '{1} of {0} images ready': ['A of 0 images ready', 'A of 1 image ready', 'A of 2 images ready'],
  '{1} of {0} images failed': [
    'A of 0 images failed',
    'A of 1 image failed',
    'A of 2 images failed',
  ],
  '{0} images ready': ['0 images ready', '1 image ready', '2 images ready'],
  '{0} prompts': ['0 prompts', '1 prompt', '2 prompts'],
  '{0} images withheld by the service': [
    '0 images withheld by the service',
    '1 image withheld by the service',
    '2 images withheld by the service',
  ],
  'The library with {0} images in {1} is missing. Its disk may be disconnected, or this may be a new machine or container.':
    [
      'The library with 0 images in A is missing. Its disk may be disconnected, or this may be a new machine or container.',
      'The library with 1 image in A is missing. Its disk may be disconnected, or this may be a new machine or container.',
      'The library with 2 images in A is missing. Its disk may be disconnected, or this may be a new machine or container.',
    ],
  '{0} images are still in the earlier library in {1}.': [
    '0 images are still in the earlier library in A.',
    '1 image is still in the earlier library in A.',
    '2 images are still in the earlier library in A.',
  ],
  'Deleted {0} images': ['Deleted 0 images', 'Deleted 1 image', 'Deleted 2 images'],
  'Saved {0} images': ['Saved 0 images', 'Saved 1 image', 'Saved 2 images'],
  'Removed {0} sample images': [
    'Removed 0 sample images',
    'Removed 1 sample image',
    'Removed 2 sample images',
  ],
  'Save {0} Images to Folder': [
    'Save 0 Images to Folder',
    'Save 1 Image to Folder',
    'Save 2 Images to Folder',
  ],
  'Do you want to generate images for {0} prompts?': [
    'Do you want to generate images for 0 prompts?',
    'Do you want to generate images for 1 prompt?',
    'Do you want to generate images for 2 prompts?',
  ],
  'Up to {0} images will be billed': [
    'Up to 0 images will be billed',
    'Up to 1 image will be billed',
    'Up to 2 images will be billed',
  ],
  'Up to {0} images will be billed.': [
    'Up to 0 images will be billed.',
    'Up to 1 image will be billed.',
    'Up to 2 images will be billed.',
  ],
  '{0} duplicate prompts are skipped.': [
    '0 duplicate prompts are skipped.',
    '1 duplicate prompt is skipped.',
    '2 duplicate prompts are skipped.',
  ],
  'Unable to save the images.': [
    'Unable to save the images.',
    'Unable to save the image.',
    'Unable to save the images.',
  ],
  '{0} failed tasks': ['0 failed tasks', '1 failed task', '2 failed tasks'],
  '{0} orphaned files': ['0 orphaned files', '1 orphaned file', '2 orphaned files'],
  '{0} characters': ['0 characters', '1 character', '2 characters'],
  '{0} seconds': ['0 seconds', '1 second', '2 seconds'],
  'Your system clock is off by {0} minutes, so {1} rejected the request. Correct it and try again.':
    [
      'Your system clock is off by 0 minutes, so A rejected the request. Correct it and try again.',
      'Your system clock is off by 1 minute, so A rejected the request. Correct it and try again.',
      'Your system clock is off by 2 minutes, so A rejected the request. Correct it and try again.',
    ],
  "Invalid value {2} for '{1}'. Enter a number from {3} to {4} with at most {0} decimal places.": [
    "Invalid value B for 'A'. Enter a number from C to D with at most 0 decimal places.",
    "Invalid value B for 'A'. Enter a number from C to D with at most 1 decimal place.",
    "Invalid value B for 'A'. Enter a number from C to D with at most 2 decimal places.",
  ],
};

const chinese: typeof english = {
  '{0} images': ['0 张图片', '1 张图片', '2 张图片'],
  '{0} generations': ['0 次生成', '1 次生成', '2 次生成'],
  '{1} of {0} images': [
    '共 0 张图片，显示 A 张',
    '共 1 张图片，显示 A 张',
    '共 2 张图片，显示 A 张',
  ],
  '{0} unfinished images were not resumed. The gallery shows why.': [
    '0 张未完成的图片没有继续生成。图库中显示了原因。',
    '1 张未完成的图片没有继续生成。图库中显示了原因。',
    '2 张未完成的图片没有继续生成。图库中显示了原因。',
  ],
  'Show All {0} Images': ['显示全部 0 张图片', '放大', '显示全部 2 张图片'],
  'The library with {0} images in {1} is missing. Its disk may be disconnected, or this may be a new machine or container.':
    [
      '找不到 A 中含有 0 张图片的图库。其所在的磁盘可能已断开连接，或者这是新的计算机或容器。',
      '找不到 A 中含有 1 张图片的图库。其所在的磁盘可能已断开连接，或者这是新的计算机或容器。',
      '找不到 A 中含有 2 张图片的图库。其所在的磁盘可能已断开连接，或者这是新的计算机或容器。',
    ],
  '{0} images are still in the earlier library in {1}.': [
    'A 中之前的图库里仍有 0 张图片。',
    'A 中之前的图库里仍有 1 张图片。',
    'A 中之前的图库里仍有 2 张图片。',
  ],
  '{0} images withheld by the service': [
    '服务未返回 0 张图片',
    '服务未返回 1 张图片',
    '服务未返回 2 张图片',
  ],
  'Filters ({0} active)': ['筛选器 (已启用 0 项)', '筛选器 (已启用 1 项)', '筛选器 (已启用 2 项)'],
  '{1} of {0} images ready': [
    '已完成 A 张，共 0 张图片',
    '已完成 A 张，共 1 张图片',
    '已完成 A 张，共 2 张图片',
  ],
  '{1} of {0} images failed': [
    'A 张图片生成失败，共 0 张',
    'A 张图片生成失败，共 1 张',
    'A 张图片生成失败，共 2 张',
  ],
  '{0} images ready': ['0 张图片已就绪', '1 张图片已就绪', '2 张图片已就绪'],
  '{0} prompts': ['0 条提示词', '1 条提示词', '2 条提示词'],
  'Deleted {0} images': ['已删除 0 张图片', '已删除 1 张图片', '已删除 2 张图片'],
  'Saved {0} images': ['已保存 0 张图片', '已保存 1 张图片', '已保存 2 张图片'],
  'Removed {0} sample images': [
    '已移除 0 张示例图片',
    '已移除 1 张示例图片',
    '已移除 2 张示例图片',
  ],
  'Save {0} Images to Folder': [
    '将 0 张图片保存到文件夹',
    '将 1 张图片保存到文件夹',
    '将 2 张图片保存到文件夹',
  ],
  'Do you want to generate images for {0} prompts?': [
    '是否用这 0 条提示词生成图片?',
    '是否用这 1 条提示词生成图片?',
    '是否用这 2 条提示词生成图片?',
  ],
  'Up to {0} images will be billed': [
    '最多将对 0 张图片计费',
    '最多将对 1 张图片计费',
    '最多将对 2 张图片计费',
  ],
  'Up to {0} images will be billed.': [
    '最多将对 0 张图片计费。',
    '最多将对 1 张图片计费。',
    '最多将对 2 张图片计费。',
  ],
  '{0} duplicate prompts are skipped.': [
    '将跳过 0 条重复的提示词。',
    '将跳过 1 条重复的提示词。',
    '将跳过 2 条重复的提示词。',
  ],
  'Unable to save the images.': ['无法保存图片。', '无法保存图片。', '无法保存图片。'],
  '{0} failed tasks': ['0 个失败的任务', '1 个失败的任务', '2 个失败的任务'],
  '{0} orphaned files': ['0 个孤立文件', '1 个孤立文件', '2 个孤立文件'],
  '{0} characters': ['0 个字符', '1 个字符', '2 个字符'],
  '{0} seconds': ['0 秒', '1 秒', '2 秒'],
  'Your system clock is off by {0} minutes, so {1} rejected the request. Correct it and try again.':
    [
      '系统时钟相差 0 分钟，因此 A 拒绝了请求。请校准后重试。',
      '系统时钟相差 1 分钟，因此 A 拒绝了请求。请校准后重试。',
      '系统时钟相差 2 分钟，因此 A 拒绝了请求。请校准后重试。',
    ],
  "Invalid value {2} for '{1}'. Enter a number from {3} to {4} with at most {0} decimal places.": [
    '“A”的值 B 无效。请输入 C 到 D 之间的数字，最多 0 位小数。',
    '“A”的值 B 无效。请输入 C 到 D 之间的数字，最多 1 位小数。',
    '“A”的值 B 无效。请输入 C 到 D 之间的数字，最多 2 位小数。',
  ],
};

/** A placeholder followed by what is counted. Abbreviations such as `{0} s` have no plural. */
const counted =
  /\{\d\} (?:\w+ )?(?:images|generations|characters|seconds|minutes|hours|files|tasks|prompts|places|pixels|items|entries)\b/i;

const languages: readonly {
  readonly language: string;
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly expected: typeof english;
}[] = [
  { language: 'en', texts: {}, expected: english },
  { language: 'zh-cn', texts: bundle, expected: chinese },
];

for (const { language, texts, expected } of languages) {
  describe(`Plural forms in ${language}`, () => {
    before(async () => {
      await setLanguage(language, language === 'en' ? {} : bundle);
      setPageLanguage(language);
    });
    after(async () => {
      await setLanguage('en');
      setPageLanguage('en');
    });
    const translated = ({ one, other }: PluralLiteral) => ({
      one: texts[one] ?? one,
      other: texts[other] ?? other,
    });

    it('are correct for 0, 1, and 2 at any position', () => {
      const actual = plurals.map((forms) => {
        const filled = [0, 1, 2].map((count) =>
          formatPlural(count, translated(forms), 'A', 'B', 'C', 'D'),
        );
        return [forms.other, filled] as const;
      });
      assert.deepEqual(Object.fromEntries(actual), expected);
    });

    it('are the same on the page', () => {
      for (const forms of plurals.map(translated)) {
        for (const count of [0, 1, 2, 4120]) {
          assert.equal(
            formatPlural(count, forms, 'A', 1234),
            formatPagePlural(count, forms, 'A', 1234),
          );
        }
      }
    });

    it('group the digits of large numbers', () => {
      const forms = translated({ one: '{1} of 1 image', other: '{1} of {0} images' });
      assert.match(formatPlural(4120, forms, 1234), /1,234.*4,120|4,120.*1,234/);
      assert.equal(format('{0}', 4120), '4,120');
    });
  });
}

describe('Strings with a count', () => {
  it('have both plural forms, so that no “1 images” remains', () => {
    const others = new Set(plurals.map(({ other }) => other));
    const alone = l10nCalls.filter(({ message = '' }) => {
      return counted.test(message) && !others.has(message);
    });
    assert.deepEqual(
      alone.map(({ node }) => formatLocation(node)),
      [],
    );
  });
});

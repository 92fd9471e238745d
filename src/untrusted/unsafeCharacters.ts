/** A joiner between parts of one emoji, such as 👩‍🚀. */
const emojiJoiner = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`;
/** A joiner or non-joiner inside a word of a script whose spelling needs it. */
const wordJoiner = String.raw`(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Khmer}])[\u200c\u200d](?=\p{L})`;
/** Selects the form of an emoji, or the glyph of an ideograph. */
const variationSelector = String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=\p{Unified_Ideograph})[\u{e0100}-\u{e01ef}]`;
/** Characters that are not visible: controls, bidirectional and other format characters, unpaired surrogates. */
const unsafe = String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;

const keptOrUnsafePattern = new RegExp(
  `(${emojiJoiner}|${wordJoiner}|${variationSelector}|[\\t\\n\\r])|(?:(?![\\t\\n\\r])${unsafe}){1,100}`,
  'gu',
);

/**
 * Removes what changes how the text around it is shown, or hides text: control, bidirectional and
 * invisible characters, and unpaired surrogates. Keeps tabs, line breaks, and the joiners that
 * emoji and some scripts need.
 */
export function removeUnsafeCharacters(text: string): string {
  return text.replaceAll(keptOrUnsafePattern, (_, kept: string | undefined) => kept ?? '');
}

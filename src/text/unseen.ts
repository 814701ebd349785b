/** Zero-width joiners hold an emoji such as 👩‍💻 together; anywhere else they hide something. */
const JOINER_OUTSIDE_EMOJI =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** All but the joiner and the selector of emoji. U+FFFD is what `toWellFormed` leaves; U+2800 is Braille's blank. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\u2800\ufff0-\uffff](?<!\u200d|\ufe0f)/gu;

/**
 * A well-formed text without the characters that nobody sees: zero-width, bidirectional and other format characters,
 * private ones, the blank letters of Hangul and Braille.
 */
export function withoutUnseen(text: string): string {
  const joined = text.includes("\u200d") ? text.replace(JOINER_OUTSIDE_EMOJI, "") : text;
  return joined.replace(UNSEEN, "");
}

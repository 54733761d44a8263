/** What a terminal would act on: control characters, and signs that turn the direction of writing. */
const ACTED_ON =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text from outside that only says what it says: whatever a terminal would act on is written out, such as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(ACTED_ON, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);
}

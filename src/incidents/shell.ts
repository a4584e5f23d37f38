/** Words of commands that a person will paste into a shell: names come from packets and files, and may be written to do harm. */

/** Names that mean themselves in any shell. */
const PLAIN = /^[\w.:/@%+=-]+$/;

/** The word in single quotes where it needs them; a leading dash, which would be an option, is kept from being one. */
export function shellWord(text: string): string {
  const word = text.startsWith('-') ? `./${text}` : text;
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Text that a terminal links to an address: OSC 8, an operating system command (ECMA-48 §8.3.89) that many emulators know. */

/** Begins a link to the address behind it, and ends one where there is none. */
const LINK = '\x1b]8;;';
const END = '\x1b\\';
const SEQUENCE = /\x1b\]8;;[^\x1b]*\x1b\\/g;

/** The text, linked to an address of printable ASCII; as it is without one. */
export const hyperlink = (text: string, address: string | null): string =>
  address === null || text === '' ? text : `${LINK}${address}${END}${text}${LINK}${END}`;

/** The text with links as plain text. */
export const withoutLinks = (text: string): string => text.replace(SEQUENCE, '');

/** Whether anything in the text is linked. */
export const hasLinks = (text: string): boolean => text.includes(LINK);

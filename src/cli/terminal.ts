/** What the terminal can show. */
const DEFAULT_WIDTH = 80;

/** The values of --color. */
export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** Columns of standard output; 80 when it is none. */
export const terminalWidth = (): number => process.stdout.columns ?? DEFAULT_WIDTH;

/** Colour on a terminal, unless NO_COLOR is set (no-color.org) or TERM is dumb; FORCE_COLOR turns it on elsewhere. */
export function useColor(choice: ColorChoice, toTerminal: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return true;
  return toTerminal && TERM !== 'dumb';
}

/** UTF-8 unless the locale says otherwise; no locale at all is the C locale, whose terminals are ASCII. */
export function useUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

/** How text for people is to look: for standard output when `file` is null. */
export const look = (color: ColorChoice, file: string | null): { width: number; color: boolean; unicode: boolean } => ({
  width: terminalWidth(),
  color: useColor(color, file === null && process.stdout.isTTY === true),
  unicode: useUnicode(),
});

/** Numbers and times as people read them: at most four digits that matter, always with a unit. */

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** SI prefixes, as capinfos and disk makers use them. */
const BYTES_PER_STEP = 1000;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** 1284 → 1,284 */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 1284, packet → 1,284 packets */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : plural(noun)}`;
}

/** 1204118 → 1.2 MB */
export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  // 999.95 would be written as 1000.0, so the next unit starts there.
  while (scaled >= (unit ? 999.95 : BYTES_PER_STEP) && unit < BYTE_UNITS.length - 1) {
    scaled /= BYTES_PER_STEP;
    unit++;
  }
  return `${unit ? scaled.toFixed(1) : scaled} ${BYTE_UNITS[unit]}`;
}

/** 0.973 → 97%, 0.0000665 → <0.1%; 0 and 100 are only given for exactly 0 and 1. */
export function percent(ratio: number): string {
  const value = ratio * 100;
  if (value > 0 && value < 0.1) return '<0.1%';
  if (value > 99.9 && value < 100) return '>99.9%';
  if (value > 99 && value < 100) return `${Math.floor(value * 10) / 10}%`;
  return `${value < 10 && value > 0 ? Number(value.toFixed(1)) : Math.round(value)}%`;
}

/** 3941.5 → 1 h 05 min, 23.86 → 23.9 s, 0.0004 → 0.4 ms */
export function duration(seconds: number): string {
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} d ${pad(Math.floor((seconds % DAY) / HOUR))} h`;
  if (seconds >= HOUR) return `${Math.floor(seconds / HOUR)} h ${pad(Math.floor((seconds % HOUR) / MINUTE))} min`;
  if (seconds >= 2 * MINUTE) return `${Math.floor(seconds / MINUTE)} min ${pad(Math.floor(seconds % MINUTE))} s`;
  if (seconds >= 1 || seconds === 0) return `${Number(seconds.toFixed(1))} s`;
  return milliseconds(seconds * 1000);
}

/** 0.412 → 0.41 ms, 38.25 → 38 ms */
export function milliseconds(value: number): string {
  if (value >= 1000) return `${Number((value / 1000).toFixed(1))} s`;
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} ms`;
}

/** An RFC 3339 time as date and second: 2025-02-23 12:36:36 UTC */
export function dateTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

/** An RFC 3339 time within its day, to the millisecond: 12:36:36.123 */
export function timeOfDay(time: string): string {
  return time.slice(11, 23);
}

const pad = (value: number): string => String(value).padStart(2, '0');

function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

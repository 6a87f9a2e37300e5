/** A whole number with its thousands set apart: "12,480". */
export function countWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 actor", "12 actors". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** A score or share with at most one decimal: "7", "7.1". */
export function shortNumber(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** An ISO 8601 time in UTC for people: "22 November 2026, 14:03 UTC". Anything else stays as it is. */
export function timeWords(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso) ?? [];
  const monthName = MONTHS[Number(month) - 1];
  return monthName === undefined ? iso : `${Number(day)} ${monthName} ${year}, ${time} UTC`;
}

/** How sure a judge is, as a word and a number: "fairly sure, 0.74". The steps are for reading only; no rule uses them. */
export function confidenceWords(confidence: number): string {
  const word = confidence >= 0.85 ? 'sure' : confidence >= 0.6 ? 'fairly sure' : 'not sure';
  return `${word}, ${confidence.toFixed(2)}`;
}

/** A phrase as a sentence of its own. */
export function sentence(phrase: string): string {
  return `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}.`;
}

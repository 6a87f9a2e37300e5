import type { DeskRunState } from '../../core/desk/contract/run-state.ts';
import type { ActorState } from '../../core/desk/rules/cast-codes.ts';
import type { ReasonGroup } from '../../core/desk/rules/reason-group.ts';
import type { WarningKind } from '../../core/desk/rules/warnings.ts';
import type { ByType, ImageType } from '../../core/image-type.ts';
import type { Withheld } from '../../core/plan/change.ts';

/** The order in which types stand everywhere. */
export const TYPES: readonly ImageType[] = ['photorealistic', 'bw_stylized', 'color_stylized'];

export const TYPE_WORDS: ByType<string> = {
  photorealistic: 'photorealistic',
  bw_stylized: 'black-and-white',
  color_stylized: 'colour',
};

export const TYPE_LETTERS: ByType<string> = { photorealistic: 'P', bw_stylized: 'B', color_stylized: 'C' };

export const REASON_WORDS: Readonly<Record<ReasonGroup, string>> = {
  'exact-copy': 'exact copy',
  'near-copy': 'near-copy',
  'below-minimum': 'below the minimum',
  excess: 'too many of its type',
  'missing/photorealistic': 'photorealistic missing',
  'missing/bw_stylized': 'black-and-white missing',
  'missing/color_stylized': 'colour missing',
};

export const RUN_STATE_WORDS: Readonly<Record<DeskRunState, string>> = {
  planning: 'looking and planning',
  review: 'ready for review',
  applying: 'being carried out',
  planned: 'nothing was changed',
  applied: 'carried out',
  partly: 'carried out in part',
  failed: 'failed',
  stopped: 'stopped',
  rejected: 'rejected',
  expired: 'not decided in time',
  'rolling-back': 'being taken back',
  'rolled-back': 'taken back',
};

export const ACTOR_STATE_WORDS: Readonly<Record<ActorState, string>> = {
  review: 'to review',
  failed: 'failed',
  'off-target': 'off target',
  new: 'not looked at',
  'on-target': 'on target',
  gone: 'gone',
};

export const WITHHELD_WORDS: Readonly<Record<Withheld['because'], string>> = {
  pinned: 'stays: pinned',
  unsure: 'stays: the judge is unsure of its type, a person should look',
  unconfirmed: 'stays: seen on a sheet only, nobody has looked at it alone',
  cap: 'stays for now: the most that may leave in one run is reached',
  floor: 'stays for now: the set must not get smaller than its floor',
};

export const WARNING_WORDS: Readonly<Record<WarningKind, string>> = {
  'both-leave': 'Both copies would leave',
  'kept-gone': 'The copy that was to stay is no longer there',
  'reason-gone': 'It is a copy of a picture that will leave',
  'excess-gone': 'Its type would fall below the target: it is no longer too many',
  'not-needed': 'Its type would have more than the target: it need not be made',
};

/**
 * "1,284": a whole number in groups of three. Not by `Intl`: making its first formats held up the first screen by some 25 ms,
 * which are 100 on a slow machine, and the desk speaks English only.
 */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 actor", "312 actors". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Dollars, to the cent. */
export function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

/** Signed with a true minus; nothing for zero. */
export function signed(count: number): string {
  return count === 0 ? '' : count < 0 ? `−${-count}` : `+${count}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "14:02", "today 14:02" or "12 Nov 2026, 14:02": the reader's own time zone. */
export function when(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  if (at.toDateString() === now.toDateString()) return `today ${time}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}, ${time}`;
}

import type { DeskPicture } from '../../../core/desk/contract/actor.ts';
import type { ImageType } from '../../../core/image-type.ts';
import { useSay } from '../../app/status.ts';
import { useGo } from '../../app/use-go.tsx';
import type { Action } from '../../keys/key-row.ts';
import { correction } from './actions.tsx';
import type { Tile } from './tiles.ts';
import type { Deciding } from './use-deciding.ts';
import type { Focus } from './use-focus.ts';
import type { ImageWrites } from './use-image-write.ts';
import type { QueueMoves } from './use-queue-moves.ts';

/** What keys work on. */
export interface Reach {
  readonly tiles: readonly Tile[];
  readonly focus: Focus;
  readonly deciding: Deciding;
  readonly writes: ImageWrites;
  readonly moves: QueueMoves;
  readonly unlessReviewer: string | undefined;
  open(comparing: boolean): string | undefined;
  showReasons(): void;
  hideVerdicts(hidden: boolean): void;
}

const TYPE_KEYS: Readonly<Partial<Record<Action, ImageType | null>>> = {
  photorealistic: 'photorealistic',
  'bw-stylized': 'bw_stylized',
  'color-stylized': 'color_stylized',
  'own-type': null,
};

/** What each key does over an actor's pictures; the same for the page, the loupe and the comparison. */
export function useActorKeys(reach: Reach): (action: Action) => string | undefined {
  const { tiles, focus, deciding, writes, moves, unlessReviewer } = reach;
  const say = useSay();
  const go = useGo();
  const focused = tiles.find(({ key }) => key === focus.key);

  const extend = (step: 1 | -1): string | undefined => {
    const chosen = new Set(focus.selected);
    if (focused?.change !== undefined) chosen.add(focused.key);
    if (!focus.by(step)) return 'There is none further.';
    const at = tiles.findIndex(({ key }) => key === focus.key);
    const next = tiles[at + step];
    if (next?.change !== undefined) chosen.add(next.key);
    focus.select(chosen);
    return `${chosen.size} selected`;
  };
  const select = (): string => {
    if (focused?.change === undefined) return 'The plan leaves this picture in: only changes can be selected.';
    const chosen = new Set(focus.selected);
    if (!chosen.delete(focused.key)) chosen.add(focused.key);
    focus.select(chosen);
    return `${chosen.size} selected`;
  };
  const retype = (type: ImageType | null): string | undefined => {
    const picture: DeskPicture | undefined = focused?.picture;
    if (picture === undefined) return 'There is no picture yet whose type could be corrected.';
    if (unlessReviewer !== undefined) return unlessReviewer;
    writes.correct(picture, type === null ? null : correction(picture, type));
    return undefined;
  };
  const agreeRest = (): string | undefined => {
    const answer = deciding.agreeRest();
    if (typeof answer === 'string') return answer;
    const agreed = `agreed with ${answer.agreed}`;
    if (answer.left === undefined) return moves.actor(1, agreed);
    focus.to(answer.left.key);
    return `${agreed}; what is left was not seen yet, or is a blind look`;
  };

  return (action) => {
    const type = TYPE_KEYS[action];
    if (type !== undefined) return retype(type);
    switch (action) {
      case 'in':
      case 'out':
      case 'agree':
        return deciding.decide(action);
      case 'clear':
        return deciding.decide(null);
      case 'agree-rest':
        return agreeRest();
      case 'undo':
      case 'redo':
        return moves.takeBack(action);
      case 'next':
        return focus.by(1) ? undefined : 'This is the last one.';
      case 'previous':
        return focus.by(-1) ? undefined : 'This is the first one.';
      case 'down':
      case 'up':
        return focus.byRow(action === 'down' ? 1 : -1) ? undefined : 'There is no further row.';
      case 'first':
      case 'last': {
        const end = tiles.at(action === 'first' ? 0 : -1);
        if (end !== undefined) focus.to(end.key);
        return undefined;
      }
      case 'next-undecided':
      case 'previous-undecided':
        return moves.undecided(action === 'next-undecided' ? 1 : -1);
      case 'next-actor':
      case 'previous-actor':
        return moves.actor(action === 'next-actor' ? 1 : -1);
      case 'select':
        return select();
      case 'extend-next':
      case 'extend-previous':
        return extend(action === 'extend-next' ? 1 : -1);
      case 'select-all':
        focus.select(deciding.planned.map(({ key }) => key));
        return `${deciding.planned.length} selected`;
      case 'open':
      case 'compare':
        return reach.open(action === 'compare');
      case 'reasons':
        reach.showReasons();
        return undefined;
      case 'blind':
        reach.hideVerdicts(true);
        return undefined;
      default:
        if (!go(action)) say('');
        return undefined;
    }
  };
}

import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import type { Pair } from './compare.tsx';
import type { Tile } from './tiles.ts';

/** The two pictures of a copy: the one that would leave, and the one that its reason names. */
export function partnerOf(data: DeskActor, { change, picture }: Tile): Pair | undefined {
  if (change?.kept == null || change.change.kind !== 'retire') return undefined;
  const { kept } = change;
  const { reason } = change.change;
  return {
    isMirrored: reason.code === 'near-copy' && reason.mirrored,
    bothLeave: 'keptLeaves' in reason && reason.keptLeaves,
    leaves: { file: change.change.file, sha256: change.sha256, picture },
    stays: { ...kept, picture: data.pictures.find(({ file }) => file === kept.file) },
  };
}

import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import type { Side } from './compare.tsx';
import type { Tile } from './tiles.ts';

/** The two pictures of a copy: the one that would leave, and the one that its reason names. */
export function partnerOf(
  data: DeskActor,
  { change, picture }: Tile,
): { readonly leaves: Side; readonly stays: Side } | undefined {
  if (change?.kept == null || change.change.kind !== 'retire') return undefined;
  const { kept } = change;
  return {
    leaves: { file: change.change.file, sha256: change.sha256, picture },
    stays: { ...kept, picture: data.pictures.find(({ file }) => file === kept.file) },
  };
}

import type { DeskActor, DeskPicture } from '../../../core/desk/contract/actor.ts';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import type { ImageType } from '../../../core/image-type.ts';
import { TYPE_WORDS, TYPES } from '../../parts/words.ts';

/** A picture on the actor's page: one that the plan would change, or one that stays. */
export interface Tile {
  readonly key: string;
  /** What the plan would do; undefined for a picture that it leaves in. */
  readonly change: DeskChange | undefined;
  /** The picture; undefined for one that is yet to be made. */
  readonly picture: DeskPicture | undefined;
}

/** Tiles under one heading. */
export interface TileGroup {
  readonly title: string;
  readonly tiles: readonly Tile[];
}

/** What a picture is: a person's word before the judge's; undefined where nobody has looked. */
export function typeOf({ change, picture }: Tile): ImageType | undefined {
  return picture?.corrected?.type ?? picture?.verdict?.type ?? change?.change.type;
}

/** The pictures of an actor as they stand on the page: what the plan would change first, then the rest by type. */
export function tileGroups({ changes, pictures }: DeskActor): readonly TileGroup[] {
  const byFile = new Map(pictures.map((picture) => [picture.file, picture]));
  const planned = changes.map((each): Tile => {
    const { change } = each;
    return {
      key: change.id,
      change: each,
      picture: change.kind === 'retire' ? byFile.get(change.file) : undefined,
    };
  });
  const leaving = new Set(changes.flatMap(({ change }) => (change.kind === 'retire' ? [change.file] : [])));
  const kept = pictures
    .filter(({ file }) => !leaving.has(file))
    .map((picture): Tile => ({ key: `kept/${picture.file}`, change: undefined, picture }));
  const ofType = (type: ImageType | undefined) =>
    kept
      .filter((tile) => typeOf(tile) === type)
      .sort((a, b) => (b.picture?.verdict?.score ?? 0) - (a.picture?.verdict?.score ?? 0));
  const groups = [
    { title: 'Plan', tiles: planned },
    ...TYPES.map((type) => ({ title: TYPE_WORDS[type], tiles: ofType(type) })),
    { title: 'not looked at yet', tiles: ofType(undefined) },
  ];
  return groups.filter(({ tiles }) => tiles.length > 0);
}

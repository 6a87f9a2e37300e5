import { useQueryClient } from '@tanstack/react-query';
import type { DeskActor, DeskPicture } from '../../../core/desk/contract/actor.ts';
import type { ImageType } from '../../../core/image-type.ts';
import type { Dismissible } from '../../../core/records/notes.ts';
import { useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import { TYPE_WORDS } from '../../parts/words.ts';
import { actorQuery, forgetSets } from '../../server/queries.ts';
import { write } from '../../server/request.ts';

/** What can be said of one picture beside a decision. All of it holds from the next plan on and can be taken back. */
export interface ImageWrites {
  correct(picture: DeskPicture, type: ImageType | null): void;
  pin(picture: DeskPicture, pinned: boolean): void;
  dismiss(picture: DeskPicture, code: Dismissible, dismissed: boolean): void;
  restore(file: string, run: string): void;
}

/** Writes about pictures of an actor: shown at once, taken back with a word where the server says no. */
export function useImageWrites(actor: string, run: string | undefined): ImageWrites {
  const client = useQueryClient();
  const say = useSay();
  const { user } = useSession();
  const { queryKey } = actorQuery(actor, run);

  const send = async (path: string, body: object, words: string, patch: (data: DeskActor) => DeskActor) => {
    const before = client.getQueryData(queryKey);
    client.setQueryData(queryKey, (data) => (data === undefined ? data : patch(data)));
    say(words);
    try {
      await write(path, { method: 'PUT', body: { actor, ...body } });
    } catch (error) {
      client.setQueryData(queryKey, before);
      say(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const patched = (picture: DeskPicture, change: Partial<DeskPicture>) => (data: DeskActor) => ({
    ...data,
    pictures: data.pictures.map((each) => (each.file === picture.file ? { ...each, ...change } : each)),
  });
  const now = () => ({ by: user, at: new Date().toISOString() });

  return {
    correct: (picture, type) => {
      const { sha256 } = picture;
      const words =
        type === null ? 'type: back to the judge’s word' : `type: ${TYPE_WORDS[type]}, from the next plan on`;
      const corrected = type === null ? null : { type, ...now() };
      if (sha256 !== null) void send('/api/types', { sha256, type }, words, patched(picture, { corrected }));
    },
    pin: (picture, pinned) => {
      const words = pinned ? 'pinned: no plan retires it' : 'no longer pinned';
      void send('/api/pins', { file: picture.file, pinned }, words, patched(picture, { pinned }));
    },
    dismiss: (picture, code, dismissed) => {
      const { sha256 } = picture;
      const others = picture.dismissed.filter((each) => each.code !== code);
      const change = { dismissed: dismissed ? [...others, { code, ...now() }] : others };
      const words = dismissed ? 'fine: the next plan does not raise it again' : 'the next plan may raise it again';
      if (sha256 !== null) void send('/api/findings', { sha256, code, dismissed }, words, patched(picture, change));
    },
    restore: (file, from) => {
      const patch = (data: DeskActor) => ({
        ...data,
        retired: data.retired.filter((each) => each.file !== file || each.run !== from),
      });
      void send('/api/restores', { file, run: from }, 'put back into the set', patch).then(() => forgetSets(client));
    },
  };
}

import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Front } from '../../core/desk/contract/front.ts';
import { forgetCast } from '../server/kept-cast.ts';
import { takeLinksFromDesk } from '../server/picture-links.ts';
import { read, takeAccessToken } from '../server/request.ts';

/** How somebody comes in: by the link that started the desk, or by signing in. */
export type Entrance =
  | { readonly mode: 'local' }
  | {
      readonly mode: 'deployed';
      /** Whether somebody has signed in since the page was loaded. */
      readonly isIn: boolean;
      /** Why the last attempt failed. */
      readonly problem: string | undefined;
      /** Goes away to sign in, and comes back to the same address. */
      signIn(): void;
      signOut(): void;
    };

const loadSignIn = () => import('../server/sign-in.ts');

async function enter(): Promise<Entrance> {
  const isBack = holdsAnswer(new URLSearchParams(location.search));
  // Loaded as soon as it is known to be needed, waited for by whoever needs it.
  const early = isBack ? loadSignIn() : undefined;
  const front = await read<Front>('/desk.json');
  if (front.mode === 'local') return { mode: 'local' };
  const loaded = early ?? loadSignIn();
  takeLinksFromDesk();
  const way = {
    mode: 'deployed' as const,
    signIn: () => void loaded.then(({ beginSignIn }) => beginSignIn(front, location.pathname + location.search)),
    signOut: () => {
      forgetCast();
      void loaded.then(({ signOut }) => signOut(front));
    },
  };
  if (!isBack) return { ...way, isIn: false, problem: undefined };
  try {
    takeAccessToken(await (await loaded).finishSignIn(front));
    return { ...way, isIn: true, problem: undefined };
  } catch (error) {
    return { ...way, isIn: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether an address is that of the way back from signing in. */
function holdsAnswer(search: URLSearchParams): boolean {
  return search.has('state') && (search.has('code') || search.has('error'));
}

/** Reads where people come in; ends a sign-in that leads back here. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: enter,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The entrance that this page was opened by. */
export const EntranceContext = createContext<Entrance>({ mode: 'local' });

/** See {@link EntranceContext}. */
export const useEntrance = (): Entrance => useContext(EntranceContext);

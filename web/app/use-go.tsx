import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useLocation } from 'wouter';
import type { Action } from '../keys/key-row.ts';
import { castQuery } from '../server/queries.ts';
import { reviewAddress } from './addresses.ts';

/** Opens the list of keys. */
export const KeyListContext = createContext<() => void>(() => undefined);

/** Does what a key asks for that is the same on every screen; answers whether it was such a key. */
export function useGo(): (action: Action) => boolean {
  const [, navigate] = useLocation();
  const openKeys = useContext(KeyListContext);
  const client = useQueryClient();
  return (action) => {
    switch (action) {
      case 'go-cast':
        navigate('/');
        return true;
      case 'search':
        navigate('/?find');
        return true;
      case 'go-runs': {
        const goTo = (run: string | undefined) => navigate(run === undefined ? '/history' : reviewAddress(run));
        client.ensureQueryData(castQuery).then(
          ({ attention }) => goTo(attention?.run),
          () => goTo(undefined),
        );
        return true;
      }
      case 'go-history':
        navigate('/history');
        return true;
      case 'keys':
        openKeys();
        return true;
      default:
        return false;
    }
  };
}

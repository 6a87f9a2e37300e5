import { QueryClient } from '@tanstack/react-query';
import { castQuery, sessionQuery } from '../server/queries.ts';
import { Refused } from '../server/request.ts';
import { entranceQuery } from './entrance.tsx';

/** What reads and remembers the desk's answers. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal is an answer; asking again gives the same one.
        retry: (failures, error) => !(error instanceof Refused) && failures < 2,
        networkMode: 'always',
      },
    },
  });
}

/**
 * Asks for what the first screen needs, all at once, before anything is drawn: a component that asks when it is drawn asks after
 * the one around it was. Whoever is not in yet asks for nothing. Ends when it is known who sits here, or that nobody can say.
 *
 * @param path of the address.
 */
export async function readFirst(client: QueryClient, path: string): Promise<void> {
  await client.prefetchQuery(entranceQuery);
  const entrance = client.getQueryData(entranceQuery.queryKey);
  if (entrance === undefined || (entrance.mode === 'deployed' && !entrance.isIn)) return;
  const session = client.prefetchQuery(sessionQuery);
  if (path === '/') void client.prefetchQuery(castQuery);
  await session;
}

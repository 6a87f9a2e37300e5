import { createContext, useContext } from 'react';
import type { Role, Session } from '../../core/desk/contract/session.ts';

/** Who sits at the desk. */
export const SessionContext = createContext<Session | null>(null);

/** Who sits at the desk; only below the gate that asks for it. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A screen was shown before its session was there.');
  return session;
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, reviewer: 1, approver: 2 };

/** Why this role may not do something; undefined where it may. The server checks it again. */
export function unlessRole(session: Session, needed: Role): string | undefined {
  return RANK[session.role] >= RANK[needed] ? undefined : `Your role is ${session.role}: this takes a ${needed}.`;
}

import { EvencastError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, Manifest } from '../records/manifest.ts';
import { type EditOptions, editManifest, type ManifestPlace } from './manifest-file.ts';

/**
 * How long a lease holds without being renewed, in milliseconds. Longer than any single effect takes (a move, a put), and
 * short enough that a set is free again soon after its holder died.
 */
export const LEASE_MS = 5 * 60_000;

/** Who asks for a lease, and what it takes to judge another's. */
export interface LeasePorts extends ManifestPlace {
  readonly clock: Clock;
  /** Whether a holder is known to be gone: its process ended. Where that cannot be known, no. */
  readonly isGone: (holder: string) => boolean;
}

/**
 * Whether a lease still keeps others out: not past its time, not of a process that ended. One that would hold for longer
 * than a lease ever does was written by a clock that is wrong, or ours was set back; the compare-and-set of the manifest
 * keeps its holder out if it is alive after all.
 */
export function isHeld(lease: Lease, now: number, isGone: LeasePorts['isGone']): boolean {
  const left = lease.until - now;
  return left > 0 && left <= 2 * LEASE_MS && !isGone(lease.holder);
}

/** The answer to asking for a lease: it is ours, or who has it. */
export type LeaseAnswer = { readonly lease: HeldLease } | { readonly busy: Lease };

/**
 * Takes the lease on a set, in the manifest itself: whoever takes it over changes the manifest, and so a holder that was
 * only slow finds out before its next write.
 *
 * @param begin makes the manifest that work begins with out of what is there.
 */
export async function takeLease(
  ports: LeasePorts,
  of: { readonly actor: string; readonly run: string; readonly holder: string },
  begin: (manifest: Manifest | undefined) => Manifest,
  options: EditOptions = {},
): Promise<LeaseAnswer> {
  const { actor, run, holder } = of;
  let busy: Lease | undefined;
  await editManifest(
    ports,
    actor,
    (manifest) => {
      const now = ports.clock.now();
      const other = manifest?.lease;
      busy = other !== undefined && other.holder !== holder && isHeld(other, now, ports.isGone) ? other : undefined;
      if (busy !== undefined && manifest !== undefined) return manifest;
      return { ...begin(manifest), lease: { holder, run, until: now + LEASE_MS } };
    },
    options,
  );
  return busy === undefined ? { lease: new HeldLease(ports, actor, holder) } : { busy };
}

/** A lease on a set that we hold, until somebody else takes it over. */
export class HeldLease {
  readonly #ports: LeasePorts;
  readonly #actor: string;
  readonly #holder: string;

  constructor(ports: LeasePorts, actor: string, holder: string) {
    this.#ports = ports;
    this.#actor = actor;
    this.#holder = holder;
  }

  /** Makes sure, just before something is changed, that the set is still ours; renews where half the time is over. */
  async ensure(signal?: AbortSignal): Promise<void> {
    await this.edit((manifest) => manifest, signal);
  }

  /**
   * Changes the manifest while the lease is held. After `last` the lease is given back.
   *
   * @throws LeaseLost where somebody else has the set by now.
   */
  async edit(change: (manifest: Manifest) => Manifest, signal?: AbortSignal, last = false): Promise<Manifest> {
    return editManifest(
      this.#ports,
      this.#actor,
      (manifest) => {
        const lease = manifest?.lease;
        if (manifest === undefined || lease?.holder !== this.#holder) throw lostLease(this.#actor);
        const changed = change(manifest);
        if (last) return withoutLease(changed);
        const left = lease.until - this.#ports.clock.now();
        if (left > LEASE_MS / 2 && left <= LEASE_MS) return changed;
        return { ...changed, lease: { ...lease, until: this.#ports.clock.now() + LEASE_MS } };
      },
      { signal },
    );
  }
}

/** A manifest with nobody at work. */
export function withoutLease({ lease: _, ...manifest }: Manifest): Manifest {
  return manifest as Manifest; // the rest of a loose object loses the names of its fields
}

/** Somebody else has the set by now. */
export function lostLease(actor: string): EvencastError {
  const words = `Another process has taken over the set of ${actor}, since this one did not answer in time; what it had begun is in its journal.`;
  return new EvencastError('LeaseLost', `${words} See: evencast status`, { actor });
}

import type { TaskWorld } from './task-world.ts';

/**
 * Lets two processes work in turns on one store: one makes so many calls while the other waits, then the other. So the
 * interleaving follows from the numbers alone.
 */
export class Turns {
  readonly #slices: readonly number[];
  readonly #waiting: (() => void)[] = [];
  readonly #ended = new Set<0 | 1>();
  readonly #atTurn: () => void;
  #turn = 0;
  #left: number;

  /** @param slices calls of each turn, at least one each; over and over. `atTurn` is called whenever the turn goes over. */
  constructor(slices: readonly number[], atTurn: () => void = () => undefined) {
    this.#slices = slices;
    this.#left = slices[0] ?? 1;
    this.#atTurn = atTurn;
  }

  /** The same world, in which each call of the store waits for its turn. */
  world(who: 0 | 1, world: TaskWorld): TaskWorld {
    const { store } = world;
    const inTurn = async <T>(call: () => Promise<T>): Promise<T> => {
      await this.#mine(who);
      return call();
    };
    return {
      ...world,
      store: {
        ...store,
        get: (...call) => inTurn(() => store.get(...call)),
        put: (...call) => inTurn(() => store.put(...call)),
        move: (...call) => inTurn(() => store.move(...call)),
        delete: (...call) => inTurn(() => store.delete(...call)),
      },
    };
  }

  /** One of the two makes no more calls. */
  ended(who: 0 | 1): void {
    this.#ended.add(who);
    this.#wake();
  }

  async #mine(who: 0 | 1): Promise<void> {
    while (this.#turn % 2 !== who && !this.#ended.has(who === 0 ? 1 : 0))
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (--this.#left > 0) return;
    this.#turn++;
    this.#left = this.#slices[this.#turn % this.#slices.length] ?? 1;
    this.#atTurn();
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

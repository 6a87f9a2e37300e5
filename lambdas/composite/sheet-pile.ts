import type { SheetCell } from '../../core/ports/image-codec.ts';

/** Cells that wait until their sheet is full: never more than one sheet of them is held. */
export class SheetPile<T> {
  readonly drawn: T[] = [];
  #cells: SheetCell[] = [];
  readonly #size: number;
  readonly #draw: (cells: readonly SheetCell[], index: number) => Promise<T>;

  constructor(size: number, draw: (cells: readonly SheetCell[], index: number) => Promise<T>) {
    this.#size = size;
    this.#draw = draw;
  }

  async add(cell: SheetCell): Promise<void> {
    this.#cells.push(cell);
    if (this.#cells.length === this.#size) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#cells.length === 0) return;
    this.drawn.push(await this.#draw(this.#cells, this.drawn.length));
    this.#cells = [];
  }
}

/** Buffers that are used again from image to image: a set of them is some 40 MB, and making 70 costs more than drawing. */
export interface Worktop {
  /** `length` numbers, each `value`. Whoever asks for the same name next gets the same memory. */
  take(name: string, length: number, value: number): Float32Array;
}

/** An empty worktop, which grows to what the largest image takes. */
export function worktop(): Worktop {
  const buffers = new Map<string, Float32Array>();
  return {
    take: (name, length, value) => {
      let buffer = buffers.get(name);
      if (buffer === undefined || buffer.length < length) {
        buffer = new Float32Array(length);
        buffers.set(name, buffer);
      }
      return buffer.subarray(0, length).fill(value);
    },
  };
}

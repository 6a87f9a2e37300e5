import type * as Tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { EvencastError } from '../../../core/errors.ts';

/** Side in pixels of the square that the network was trained on. */
export const NETWORK_EDGE = 224;

/** Blocks of MobileNetV2, and which of them halve the picture (Sandler et al. 2018, table 2). */
const BLOCKS = 17;
const HALVING = new Set([1, 3, 6, 13]);
/** What keras.applications adds to a variance before its root is taken. */
const EPSILON = 1e-3;

/**
 * Blocks whose ends are measured, from edges and grain to parts of things. The last layers know what is shown rather than how
 * it was made, and added nothing on unseen sources.
 */
export const DEPTHS = [0, 2, 5, 9, 12, 15] as const;

/** What the network makes of a picture. */
export interface NetworkView {
  /** At each of {@link DEPTHS}: every channel's mean over the picture, then every channel's standard deviation. */
  readonly features: Float32Array;
  /** Probabilities of nsfwjs' classes: drawing, hentai, neutral, porn, sexy. */
  readonly classes: Float32Array;
}

const SAME = { strides: 1, pad: 'same' } as const;

/** A convolution with the batch normalisation behind it folded in: 2.5 times as fast as one after the other. */
interface Layer {
  readonly filter: Tensor4D;
  readonly bias: Tensor;
}

interface Block {
  readonly expand: Layer | undefined;
  readonly depthwise: Layer;
  readonly project: Layer;
  readonly strides: 1 | 2;
}

/**
 * MobileNetV2 as nsfwjs trained it, forward only, on the weights by their Keras names. The weights stay in memory.
 *
 * @returns a function of NETWORK_EDGE x NETWORK_EDGE sRGB pixels, three bytes each. Errors: Internal where a weight is missing.
 */
export function mobileNet(tf: typeof Tf, weights: NamedTensorMap): (rgb: Uint8Array) => NetworkView {
  const stem = folded(tf, weights, 'Conv1/kernel', 'bn_Conv1');
  const blocks = Array.from({ length: BLOCKS }, (_, i) => blockOf(tf, weights, i));
  const last = folded(tf, weights, 'Conv_1/kernel', 'Conv_1_bn');
  const look = (rgb: Uint8Array): Tensor[] => {
    const pixels = new Float32Array(rgb);
    for (let i = 0; i < pixels.length; i++) pixels[i] = (pixels[i] ?? 0) / 255;
    const picture = tf.tensor4d(pixels, [1, NETWORK_EDGE, NETWORK_EDGE, 3]);
    let x = tf.fused.conv2d({ x: picture, ...stem, ...SAME, strides: 2, activation: 'relu6' });
    const measured: Tensor1D[] = [];
    for (const [i, block] of blocks.entries()) {
      x = through(tf, x, block);
      if (DEPTHS.some((depth) => depth === i)) measured.push(...moments(tf, x));
    }
    const end = tf.fused.conv2d({ x, ...last, ...SAME, activation: 'relu6' });
    return [tf.concat(measured), classesOf(tf, weights, end)];
  };
  return (rgb) => {
    const [features, classes] = tf.tidy(() => look(rgb).map((tensor) => tensor.dataSync()));
    return { features: Float32Array.from(features ?? []), classes: Float32Array.from(classes ?? []) };
  };
}

function blockOf(tf: typeof Tf, weights: NamedTensorMap, i: number): Block {
  const name = i === 0 ? 'expanded_conv' : `block_${i}`;
  const layer = (part: string, kernel: string) =>
    folded(tf, weights, `${name}_${part}/${kernel}`, `${name}_${part}_BN`);
  return {
    expand: i === 0 ? undefined : layer('expand', 'kernel'),
    depthwise: layer('depthwise', 'depthwise_kernel'),
    project: layer('project', 'kernel'),
    strides: HALVING.has(i) ? 2 : 1,
  };
}

function weight(weights: NamedTensorMap, name: string): Tensor {
  const found = weights[name];
  if (found === undefined) throw new EvencastError('Internal', `The network of nsfwjs has no weights "${name}".`);
  return found;
}

/** The filter `kernel` with the normalisation `norm`: scaled by gamma / deviation, and beta less the scaled mean as its bias. */
function folded(tf: typeof Tf, weights: NamedTensorMap, kernel: string, norm: string): Layer {
  const part = (name: string) => weight(weights, `${norm}/${name}`);
  return tf.tidy(() => {
    const scale = tf.div(part('gamma'), tf.sqrt(tf.add(part('moving_variance'), EPSILON)));
    // A depthwise filter has its channels one place further left.
    const along = kernel.endsWith('depthwise_kernel') ? tf.reshape(scale, [1, 1, -1, 1]) : scale;
    return {
      filter: tf.keep(tf.mul<Tensor4D>(weight(weights, kernel), along)),
      bias: tf.keep(tf.sub(part('beta'), tf.mul(part('moving_mean'), scale))),
    };
  });
}

function through(tf: typeof Tf, x: Tensor4D, { expand, depthwise, project, strides }: Block): Tensor4D {
  const wide = expand === undefined ? x : tf.fused.conv2d({ x, ...expand, ...SAME, activation: 'relu6' });
  const filtered = tf.fused.depthwiseConv2d({ x: wide, ...depthwise, ...SAME, strides, activation: 'relu6' });
  const narrow = tf.fused.conv2d({ x: filtered, ...project, ...SAME });
  return strides === 1 && narrow.shape[3] === x.shape[3] ? tf.add(x, narrow) : narrow;
}

/** Mean and standard deviation of every channel: by the mean of squares, which takes half the passes of `tf.moments`. */
function moments(tf: typeof Tf, x: Tensor4D): readonly Tensor1D[] {
  const flat = tf.reshape(x, [-1, x.shape[3]]);
  const mean = tf.mean<Tensor1D>(flat, 0);
  const variance = tf.sub<Tensor1D>(tf.mean<Tensor1D>(tf.square(flat), 0), tf.square(mean));
  return [mean, tf.sqrt(tf.relu(variance))];
}

function classesOf(tf: typeof Tf, weights: NamedTensorMap, x: Tensor4D): Tensor {
  const dense = (a: Tensor, name: string, activation: 'relu' | 'linear') =>
    tf.fused.matMul({ a, b: weight(weights, `${name}/kernel`), bias: weight(weights, `${name}/bias`), activation });
  const pooled = tf.mean(x, [1, 2]);
  return tf.softmax(dense(dense(dense(pooled, 'dense_1', 'relu'), 'dense_2', 'relu'), 'dense_3', 'linear'));
}

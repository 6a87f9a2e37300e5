import type { ImageType } from '../../core/image-type.ts';
import type { SetImage } from '../../core/plan/set-image.ts';
import { hashOf, image } from './set-images.ts';

/** A number below a million from a name (FNV-1a): names of any length that differ in one letter differ in it. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 1_000_003;
}

/** An image that looks like no other one of another name; whatever a test does not say is unremarkable. */
export function picture(file: string, of: Parameters<typeof image>[1] = {}): SetImage {
  const seed = seedOf(file);
  const own = {
    hash: hashOf(seed),
    mirroredHash: hashOf(seed + 1_500_000),
    sha256: seed.toString(16).padStart(64, '0'),
  };
  return image(file, { ...own, ...of });
}

/** `count` pictures of a type, "photorealistic-0.jpg" and so on. */
export function pictures(type: ImageType, count: number): readonly SetImage[] {
  return Array.from({ length: count }, (_, index) => picture(`${type}-${index}.jpg`, { type }));
}

import { PICTURE_PATH } from '../../core/desk/contract/routes.ts';
import type { PictureLinker } from '../../core/ports/picture-linker.ts';

/** The last moment that a date can name in every language: these links do not end. */
const FOR_GOOD = '9999-12-31T23:59:59.999Z';

/** Links to pictures that this very server sends. */
export function ownLinks(): PictureLinker {
  return {
    link: async ({ size, sha256 }) => ({
      href: PICTURE_PATH.replace(':size', size).replace(':sha256', sha256),
      until: FOR_GOOD,
    }),
  };
}

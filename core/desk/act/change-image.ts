import { EvencastError } from '../../errors.ts';
import { restoreImage, setPin } from '../../manifest/set-images.ts';
import { correctType, dismissFinding } from '../../notes/notes-file.ts';
import type { AnswerOf, BodyOf, DeskCall, Refused } from '../../ports/desk-actions.ts';
import { restoreCommand } from '../../report/commands.ts';
import type { DeskWorld } from '../desk-world.ts';
import { refuse } from '../refuse.ts';

/** Pins an image or lets go of it. */
export async function pinImage(world: DeskWorld, { body }: DeskCall<BodyOf<'pin'>>): Promise<AnswerOf<'pin'>> {
  return { changed: await setPin(world, body.actor, body.file, body.pinned), run: null };
}

/** Puts a retired image back, or says how where this desk moves none. */
export async function restoreRetired(
  world: DeskWorld,
  { body }: DeskCall<BodyOf<'restore'>>,
): Promise<AnswerOf<'restore'> | Refused> {
  const { actor, file: image, run } = body;
  if (world.stack !== undefined) {
    const command = restoreCommand(actor, image, world.stack);
    return refuse('InvalidRequest', `A deployed desk moves no image by itself. Put this one back with: ${command}`);
  }
  return { changed: true, run: (await restoreImage(world, world.newHolder(), { actor, image, run })).run };
}

/** Corrects the type of an image. */
export async function correctImageType(
  world: DeskWorld,
  { body, person, signal }: DeskCall<BodyOf<'correctType'>>,
): Promise<AnswerOf<'correctType'>> {
  const { actor, sha256, type } = body;
  await checkActor(world, actor, signal);
  return { changed: await correctType({ ...world, by: person.user }, actor, sha256, type, signal), run: null };
}

/** Finds an image fine, or no longer. */
export async function dismissImageFinding(
  world: DeskWorld,
  { body, person, signal }: DeskCall<BodyOf<'dismiss'>>,
): Promise<AnswerOf<'dismiss'>> {
  const { actor, sha256, code, dismissed } = body;
  await checkActor(world, actor, signal);
  const changed = await dismissFinding({ ...world, by: person.user }, actor, sha256, { code, dismissed }, signal);
  return { changed, run: null };
}

/** Nobody leaves notes about an actor that is not there: a name from outside would make a folder. */
async function checkActor({ store, layout }: DeskWorld, actor: string, signal: AbortSignal): Promise<void> {
  for await (const { key } of store.list(layout.images(actor), { signal })) if (key !== '') return;
  throw new EvencastError('NotFound', `There is no actor ${JSON.stringify(actor)} in ${store.place}.`, { actor });
}

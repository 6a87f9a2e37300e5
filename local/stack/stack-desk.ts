import { fileURLToPath } from 'node:url';
import { pageFiles } from '../../adapters/desk/page-files.ts';
import { publishPages } from '../../adapters/desk/publish-pages.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { type DeployedDesk, deployedPipeline } from '../../adapters/stack/stack-outputs.ts';
import type { DeployedFront } from '../../core/desk/contract/front.ts';
import { EvencastError } from '../../core/errors.ts';

/** The pages as they are built, beside the code that is running. */
const PAGES = fileURLToPath(new URL('../../web/dist', import.meta.url));

/**
 * The review desk of a stack.
 *
 * @throws InvalidRequest where the stack has none, with the setting that would give it one; those of {@link deployedPipeline}.
 */
export async function stackDesk(stack: string): Promise<DeployedDesk> {
  const { desk } = await deployedPipeline(stack);
  if (desk !== undefined) return desk;
  const words = `The stack ${stack} has no review desk. Set "aws": { "desk": { "enabled": true } } in the config and deploy it anew: npx cdk deploy`;
  throw new EvencastError('InvalidRequest', words);
}

/** Puts the built pages where the desk sends them from. @returns how many files. @param pages their folder. */
export async function publishDesk(desk: DeployedDesk, pages: string = PAGES): Promise<number> {
  return publishPages(s3Client(), desk.pages, await pageFiles(pages), frontOf(desk));
}

/** Where people sign in, as the pages have it. */
export function frontOf({
  client: clientId,
  signIn,
  users,
}: Pick<DeployedDesk, 'client' | 'signIn' | 'users'>): DeployedFront {
  return {
    schema: 1,
    mode: 'deployed',
    clientId,
    issuer: issuerOf(users),
    authorizeUrl: `${signIn}/oauth2/authorize`,
    tokenUrl: `${signIn}/oauth2/token`,
    logoutUrl: `${signIn}/logout`,
  };
}

/** Who signs the tokens of a user pool, whose id begins with its region: `us-east-1_AbC`. */
function issuerOf(pool: string): string {
  return `https://cognito-idp.${pool.replace(/_.*$/, '')}.amazonaws.com/${pool}`;
}

import type { OpenDeskStand } from './desk-stand.ts';
import { frontDoor } from './front-door.ts';
import { identityServer } from './identity-server.ts';
import { CLAIMS, lambdaDesk } from './lambda-desk-stand.ts';

/** The deployed desk with all that stands before its function, over HTTP on this machine. */
export const frontDoorStand: OpenDeskStand = async (cast) => {
  const identity = await identityServer();
  const door = await frontDoor(identity, CLAIMS);
  // A browser compares the end of a link with its own clock.
  const place = { address: door.address, endpoint: door.pictures, start: Date.now() };
  const desk = await lambdaDesk(cast, place);
  door.serve(desk);
  return {
    ...desk.stand,
    async close() {
      await desk.stand.close();
      await door.close();
      await identity.close();
    },
  };
};

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { PICTURE_REPLIES, type PictureFault } from './replicate-faults.ts';
import { isKey, send } from './reply.ts';
import type { Reply } from './vision-faults.ts';

const HUGE_BYTES = 200_000_000;
const CHUNK = Buffer.alloc(64 * 1024);
const JPEG_START = Buffer.from('ffd8ffe000104a464946', 'hex');

/** Sends a picture, or what its fault makes of it; `undefined` is a picture that is not there. `sent` counts the bytes. */
export function sendPicture(
  response: ServerResponse,
  picture: Uint8Array | undefined,
  fault: PictureFault,
  sent: (bytes: number) => void,
): void {
  const reply = replyInstead(picture, fault);
  if (reply !== undefined) send(response, reply);
  else if (fault === 'huge' || fault === 'huge-announced') sendHuge(response, fault === 'huge-announced', sent);
  else if (fault !== 'stall' && picture !== undefined) sendBytes(response, picture, fault === 'cut');
}

function replyInstead(picture: Uint8Array | undefined, fault: PictureFault): Reply | undefined {
  if (typeof fault === 'object') return { status: 302, headers: { location: fault.redirect }, body: '' };
  if (isKey(PICTURE_REPLIES, fault)) return PICTURE_REPLIES[fault]();
  return picture === undefined ? PICTURE_REPLIES.gone() : undefined;
}

function sendBytes(response: ServerResponse, picture: Uint8Array, isCut: boolean): void {
  response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': picture.length });
  if (isCut) response.write(picture.subarray(0, picture.length / 2), () => response.socket?.resetAndDestroy());
  else response.end(picture);
}

/** 200 MB that begin as a JPEG does, made while they are sent. */
function sendHuge(response: ServerResponse, isAnnounced: boolean, sent: (bytes: number) => void): void {
  function* chunks() {
    for (let bytes = 0; bytes < HUGE_BYTES; bytes += CHUNK.length) {
      sent(CHUNK.length);
      yield CHUNK;
    }
  }
  response.writeHead(200, isAnnounced ? { 'content-length': HUGE_BYTES } : {});
  response.write(JPEG_START);
  Readable.from(chunks()).pipe(response);
}

import type { Clock } from '../../core/ports/clock.ts';
import { type UploadPlace, uploadOf } from '../../core/uploads/upload-event.ts';
import { type MarkPlace, markUpload } from '../../core/uploads/upload-marks.ts';

/** What Note upload works with. */
export interface NoteUploadPorts extends MarkPlace, UploadPlace {
  readonly clock: Clock;
}

/** Marks the actor whose image S3 tells of; whatever else an event is about changes nothing. */
export async function noteUpload(
  event: unknown,
  ports: NoteUploadPorts,
  signal: AbortSignal,
): Promise<{ readonly actor?: string }> {
  const upload = uploadOf(event, ports, ports.clock.now());
  if (upload === undefined) return {};
  await markUpload(ports, upload, signal);
  return { actor: upload.actor };
}

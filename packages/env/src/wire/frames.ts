import { z } from 'zod';

const data = z.record(z.string(), z.unknown());

/** The frames that a client may send, by their `type`; a frame has no other keys. */
export const clientFrames = {
  reset: z.strictObject({ type: z.literal('reset'), data: data.optional() }),
  step: z.strictObject({ type: z.literal('step'), data }),
  state: z.strictObject({ type: z.literal('state') }),
  close: z.strictObject({ type: z.literal('close') }),
  mcp: z.strictObject({ type: z.literal('mcp'), data }),
} as const;

export type ClientFrameType = keyof typeof clientFrames;

/** Why a frame was refused. */
export type FrameErrorCode =
  | 'INVALID_JSON'
  | 'UNKNOWN_TYPE'
  | 'VALIDATION_ERROR'
  | 'EXECUTION_ERROR'
  | 'CAPACITY_REACHED'
  | 'FACTORY_ERROR'
  | 'SESSION_ERROR';

/** A frame that a server sends: exactly one for each request, in order. */
export const serverFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('observation'), data }),
  z.strictObject({ type: z.literal('state'), data }),
  z.strictObject({ type: z.literal('mcp'), data }),
  z.strictObject({
    type: z.literal('error'),
    data: z.looseObject({ message: z.string(), code: z.string() }),
  }),
]);

export type ServerFrame = z.output<typeof serverFrameSchema>;

import { type ClientFrameType, clientFrames, type FrameErrorCode, validationDetails } from '@echo/env/wire';
import type { RawData, WebSocket } from 'ws';
import { ValidationFault } from '../environment/parse-action.js';
import { readJson } from '../http/json-body.js';
import { handleRpc } from '../mcp/handle-rpc.js';
import { parseRpcRequest } from '../mcp/json-rpc.js';
import type { ServerContext } from '../server-context.js';
import type { OpenSession } from '../sessions/session-registry.js';

type Reply = { readonly type: string; readonly data: unknown };

/** Answers the frames of `/ws` for one session; every frame but `close` gets exactly one reply. */
export function envFrames(
  context: ServerContext,
  session: OpenSession,
  socket: WebSocket,
): (data: RawData, isBinary: boolean) => Promise<string | null> {
  const { counters, log } = context;
  let frames = 0;

  return async (data, isBinary) => {
    counters.frames += 1;
    frames += 1;
    session.lastUsed = Date.now();
    if (isBinary) return endSession("'text'");
    const read = readJson(data.toString());
    if (!read.ok) return refuse('INVALID_JSON', `Invalid JSON: ${read.reason} (char ${read.position})`);
    const frame = read.value;
    if (typeof frame !== 'object' || frame === null || Array.isArray(frame))
      return endSession(`'${pythonType(frame)}' object has no attribute 'get'`);
    try {
      const reply = await answer(frame as Readonly<Record<string, unknown>>);
      return reply && JSON.stringify(reply);
    } catch (error) {
      if (error instanceof ValidationFault)
        return refuse('VALIDATION_ERROR', 'Invalid message', { errors: error.details });
      log.warn({ err: error, session: session.id, frame: frames }, 'frame failed');
      return refuse('EXECUTION_ERROR', error instanceof Error ? error.message : String(error));
    }
  };

  async function answer(frame: Readonly<Record<string, unknown>>): Promise<Reply | null> {
    const { type = '' } = frame;
    if (typeof type !== 'string' || !Object.hasOwn(clientFrames, type)) {
      counters.refusedFrames += 1;
      const message = `Unknown message type: ${typeof type === 'string' ? type : JSON.stringify(type)}`;
      return errorFrame('UNKNOWN_TYPE', message);
    }
    const sent = clientFrames[type as ClientFrameType].safeParse(frame);
    if (!sent.success) throw new ValidationFault(validationDetails(sent.error, frame, { withUrl: true }));
    switch (sent.data.type) {
      case 'reset':
        return { type: 'observation', data: await session.reset(sent.data.data) };
      case 'step':
        return { type: 'observation', data: await session.step(sent.data.data) };
      case 'state':
        return { type: 'state', data: await session.state() };
      case 'mcp': {
        const request = parseRpcRequest(sent.data.data);
        return {
          type: 'mcp',
          data: 'fault' in request ? request.fault : handleRpc(context, request, session),
        };
      }
      case 'close':
        socket.close(1000);
        return null;
    }
  }

  function refuse(code: FrameErrorCode, message: string, more: object = {}): string {
    counters.refusedFrames += 1;
    return JSON.stringify(errorFrame(code, message, more));
  }

  function endSession(message: string): null {
    counters.refusedFrames += 1;
    socket.send(JSON.stringify(errorFrame('SESSION_ERROR', message)), () => socket.close(1000));
    return null;
  }
}

/** A frame that says why there is no other reply. */
export function errorFrame(code: FrameErrorCode, message: string, more: object = {}): Reply {
  return { type: 'error', data: { message, code, ...more } };
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'NoneType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'string' ? 'str' : 'bool';
}

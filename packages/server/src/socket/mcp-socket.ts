import type { RawData } from 'ws';
import { readJson } from '../http/json-body.js';
import { handleRpc } from '../mcp/handle-rpc.js';
import { parseRpcRequest, RPC, rpcError } from '../mcp/json-rpc.js';
import type { ServerContext } from '../server-context.js';
import type { OpenSession } from '../sessions/session-registry.js';

/** Answers the frames of the socket `/mcp`: JSON-RPC objects, with one session a socket. */
export function mcpFrames(context: ServerContext, session: OpenSession) {
  return async (data: RawData, isBinary: boolean): Promise<string> => {
    context.counters.frames += 1;
    session.lastUsed = Date.now();
    const read = readJson(isBinary ? '' : data.toString());
    if (!read.ok) return JSON.stringify(rpcError(null, RPC.parse, `Parse error: ${read.reason}`));
    const request = parseRpcRequest(read.value);
    return JSON.stringify('fault' in request ? request.fault : handleRpc(context, request, session));
  };
}

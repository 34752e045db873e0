import type { ServerContext } from '../server-context.js';
import { CapacityError, type OpenSession } from '../sessions/session-registry.js';
import { RPC, type RpcReply, type RpcRequest, rpcError, rpcResult } from './json-rpc.js';

const NO_TOOLS = 'Environment does not support MCP';

/**
 * Answers a JSON-RPC request of `/mcp`: sessions are opened and closed here, tools there are none.
 *
 * `own` is the session of the socket that the request came over.
 */
export function handleRpc(
  { sessions, counters }: ServerContext,
  { method, params, id = null }: RpcRequest,
  own: OpenSession | null,
): RpcReply {
  const asked = params.session_id;
  switch (method) {
    case 'openenv/session/create': {
      if (own) return rpcResult(id, { session_id: own.id });
      try {
        const session = sessions.open();
        counters.sessionsOpened += 1;
        return rpcResult(id, { session_id: session.id });
      } catch (error) {
        if (!(error instanceof CapacityError)) throw error;
        counters.sessionsRefused += 1;
        const data = { active_sessions: error.active, max_sessions: error.max };
        return rpcError(id, RPC.server, error.message, data);
      }
    }
    case 'openenv/session/close': {
      if (typeof asked !== 'string' || asked === '')
        return rpcError(id, RPC.invalidParams, "Invalid params - 'session_id' is required");
      if (own?.id === asked)
        return rpcError(
          id,
          RPC.invalidRequest,
          'Cannot close active WebSocket-managed session via MCP method',
        );
      const session = sessions.get(asked);
      if (!session) return unknownSession(id, asked);
      if (session.attached) {
        session.closing = true;
        return rpcResult(id, { session_id: asked, closed: false, closing: true });
      }
      sessions.close(asked);
      return rpcResult(id, { session_id: asked, closed: true });
    }
    case 'tools/list':
    case 'tools/call': {
      if (!own && asked && !sessions.get(String(asked))) return unknownSession(id, String(asked));
      if (method === 'tools/call' && !params.name)
        return rpcError(id, RPC.invalidParams, "Missing 'name' in params");
      return rpcError(id, RPC.internal, NO_TOOLS);
    }
    default:
      if (!own && asked && !sessions.get(String(asked))) return unknownSession(id, String(asked));
      return rpcError(id, RPC.methodNotFound, `Method not found: ${method}`);
  }
}

function unknownSession(id: string | number | null, asked: string): RpcReply {
  return rpcError(id, RPC.invalidParams, `Unknown session_id: ${asked}`);
}

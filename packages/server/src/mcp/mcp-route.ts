import type { FastifyInstance } from 'fastify';
import { readJson } from '../http/json-body.js';
import type { ServerContext } from '../server-context.js';
import { handleRpc } from './handle-rpc.js';
import { parseRpcRequest, RPC, rpcError } from './json-rpc.js';

/** Adds `POST /mcp`, whose replies all have status 200. */
export function addMcpRoute(app: FastifyInstance, context: ServerContext): void {
  app.register((mcp, _, done) => {
    mcp.removeAllContentTypeParsers();
    mcp.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, body: string) => body);
    mcp.post('/mcp', { schema: { summary: 'JSON-RPC 2.0', tags: ['MCP'] } }, async ({ body }) => {
      const read = readJson(typeof body === 'string' ? body : '');
      const isObject = read.ok && typeof read.value === 'object' && read.value !== null;
      if (!isObject || Array.isArray(read.value)) return rpcError(null, RPC.parse, 'Parse error');
      const request = parseRpcRequest(read.value);
      return 'fault' in request ? request.fault : handleRpc(context, request, null);
    });
    done();
  });
}

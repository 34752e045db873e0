import { z } from 'zod';

/** The codes of JSON-RPC errors. */
export const RPC = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  server: -32000,
} as const;

export const rpcRequestSchema = z.strictObject({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  id: z.union([z.string(), z.number().int()]).nullish(),
});

export type RpcRequest = z.output<typeof rpcRequestSchema>;

type RpcId = string | number | null;

/** A reply has either a result or an error. */
export type RpcReply =
  | { readonly jsonrpc: '2.0'; readonly id: RpcId; readonly result: unknown }
  | {
      readonly jsonrpc: '2.0';
      readonly id: RpcId;
      readonly error: { readonly code: number; readonly message: string; readonly data: unknown };
    };

/** A reply with a result. */
export function rpcResult(id: RpcId, result: unknown): RpcReply {
  return { jsonrpc: '2.0', id, result };
}

/** A reply with an error. */
export function rpcError(id: RpcId, code: number, message: string, data: unknown = null): RpcReply {
  return { jsonrpc: '2.0', id, error: { code, message, data } };
}

/** The request in a value, or the error to reply with. */
export function parseRpcRequest(value: unknown): RpcRequest | { readonly fault: RpcReply } {
  const parsed = rpcRequestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const faults = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'}`;
  return {
    fault: rpcError(null, RPC.invalidRequest, `Invalid request: ${count} for JsonRpcRequest (${faults})`),
  };
}

import { stepRequestSchema } from '@echo/env/wire';
import { z } from 'zod';

/** The body of `/step`; unless strict, `{"response": …}` stands for `{"action": {"response": …}}`. */
export function stepBody(strict: boolean) {
  return strict ? stepRequestSchema : z.preprocess(withAction, stepRequestSchema);
}

function withAction(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('response' in body) || 'action' in body) return body;
  const { response, ...rest } = body;
  return { ...rest, action: { response } };
}

import { actionSchema, type ValidationDetail, validationDetails, type WireAction } from '@echo/env/wire';

/** An action or request that breaks its schema. */
export class ValidationFault extends Error {
  readonly statusCode = 422;
  readonly details: readonly ValidationDetail[];

  constructor(details: readonly ValidationDetail[]) {
    super(details.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; '));
    this.name = 'ValidationFault';
    this.details = details;
  }
}

/** The action of a step; unless strict, a response that is a number or a truth value is read as its text. */
export function parseAction(action: unknown, strict: boolean): WireAction {
  const given = strict ? action : withTextResponse(action);
  const parsed = actionSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ValidationFault(validationDetails(parsed.error, given, { withUrl: true }));
}

function withTextResponse(action: unknown): unknown {
  if (typeof action !== 'object' || action === null || !('response' in action)) return action;
  const { response } = action;
  return typeof response === 'number' || typeof response === 'boolean'
    ? { ...action, response: String(response) }
    : action;
}

import { validationDetails } from '@echo/env/wire';
import type { FastifyInstance, FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import type { z } from 'zod';
import { ValidationFault } from '../environment/parse-action.js';
import { JSON_NULL } from './json-body.js';

declare module 'fastify' {
  interface FastifySchema {
    /** What a route is for, in `/openapi.json`. */
    readonly summary?: string;
    readonly tags?: readonly string[];
  }
}

/** Types of a request's parts from the zod schemas of its route. */
export interface ZodTypeProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

const PARTS: Readonly<Record<string, string>> = { querystring: 'query', params: 'path', headers: 'header' };

/** Checks a part of a request by its zod schema; a refusal is worded as pydantic would. */
const compileValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (received: unknown) => {
    const value = received === JSON_NULL ? null : (received ?? undefined);
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data };
    const loc = [PARTS[httpPart] ?? httpPart];
    const details = validationDetails(parsed.error, value, { loc, objectType: 'model_attributes_type' });
    return { error: new ValidationFault(details) };
  };

/** The instance with zod as the language of its routes' schemas. */
export function withZod<Server extends FastifyInstance>(app: Server) {
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  return app.withTypeProvider<ZodTypeProvider>();
}

import { actionSchema, observationSchema, stateSchema } from '@echo/env/wire';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { episodeSession } from '../environment/episode-session.js';
import type { ServerContext } from '../server-context.js';

/** Adds `/health`, `/metadata`, `/schema` and `/state`. */
export function addInfoRoutes(app: FastifyInstance, context: ServerContext): void {
  const { name, description, version, readme, author, documentationUrl } = context.definition;
  const health = { status: 'healthy', ...(!context.strict && { environment: name, version }) };
  const metadata = {
    name,
    description,
    readme_content: readme ?? null,
    version,
    author: author ?? null,
    documentation_url: documentationUrl ?? null,
  };
  const schema = environmentSchema();
  app.get('/health', about('Health check'), async () => health);
  app.get('/metadata', about('What this environment is'), async () => metadata);
  app.get('/schema', about('JSON Schemas of action, observation and state'), async () => schema);
  app.get('/state', about('The state of a new environment'), () => episodeSession(context, null).state());
}

/** The JSON Schemas of what goes over the wire. */
export function environmentSchema() {
  const observation = observationJsonSchema();
  return {
    action: jsonSchema(actionSchema),
    observation,
    reset_observation: observation,
    state: jsonSchema(stateSchema),
  };
}

/** Typed Python clients put `reward` and `done` into their observation, so its schema names them. */
function observationJsonSchema() {
  const { properties, ...schema } = jsonSchema(observationSchema);
  return {
    ...schema,
    properties: {
      done: { type: 'boolean', default: false, description: 'Whether the episode has ended' },
      reward: {
        anyOf: [{ type: 'number' }, { type: 'null' }],
        default: null,
        description: 'The reward of the step; null on a reset',
      },
      ...properties,
    },
  };
}

function jsonSchema(schema: z.ZodType) {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

function about(summary: string) {
  return { schema: { summary, tags: ['Environment'] } };
}

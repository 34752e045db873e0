import type { FastifyInstance } from 'fastify';
import { addEpisodeRoutes } from './contract/episode-routes.js';
import { addInfoRoutes } from './contract/info-routes.js';
import { addTaskRoutes } from './contract/task-routes.js';
import { addBenchmarkRoutes } from './echo/benchmark-routes.js';
import { addHistoryRoute } from './echo/episode-routes.js';
import { addGradeRoute } from './echo/grade-route.js';
import { addMetricRoutes } from './echo/metric-routes.js';
import { addPrometheusRoute } from './echo/prometheus-route.js';
import { addErrorReplies } from './http/error-replies.js';
import { addGuards, type GuardOptions } from './http/guards.js';
import { addHomeRoutes } from './http/home-routes.js';
import { addBodyParsers } from './http/json-body.js';
import { addOpenapi } from './http/openapi.js';
import { addPageFiles } from './http/page-files.js';
import { addUnknownRoutes } from './http/unknown-routes.js';
import { addMcpRoute } from './mcp/mcp-route.js';
import { addCompleterRoutes } from './page/completer-routes.js';
import { addEvaluationRoutes } from './page/evaluation-routes.js';
import { addRunRoutes } from './page/run-routes.js';
import type { ServerContext } from './server-context.js';

export interface RouteExtras {
  readonly guards: GuardOptions;
  /** The folder of the web page; null without one. */
  readonly page: string | null;
}

/** Adds every route: OpenEnv's contract, ours, the page and what it asks. */
export function addRoutes(app: FastifyInstance, context: ServerContext, { guards, page }: RouteExtras): void {
  addErrorReplies(app, context.strict);
  addUnknownRoutes(app);
  addGuards(app, guards);
  addBodyParsers(app, context.strict);
  addOpenapi(app);
  if (!context.strict) {
    if (page === null) addHomeRoutes(app);
    else addPageFiles(app, page);
  }
  app.addHook('onResponse', async () => {
    context.counters.requests += 1;
  });

  addInfoRoutes(app, context);
  addEpisodeRoutes(app, context);
  addMcpRoute(app, context);
  addTaskRoutes(app, context);

  addBenchmarkRoutes(app, context);
  addMetricRoutes(app, context);
  addHistoryRoute(app, context);
  addGradeRoute(app, context);
  addPrometheusRoute(app, context);

  addCompleterRoutes(app, context);
  addEvaluationRoutes(app, context);
  addRunRoutes(app, context);
}

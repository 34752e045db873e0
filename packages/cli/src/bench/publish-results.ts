import { createHash } from 'node:crypto';
import { EchoError } from '@echo/core';
import { type BenchResult, formatBenchResult, parseBenchResult, shortHash } from '@echo/eval/echo-bench';
import { fetchWithRetry } from '@echo/files/fetch-with-retry';
import { visible } from '@echo/report';
import { endpoint } from '@echo/tasks/hub';
import {
  createRepo,
  datasetInfo,
  downloadFile,
  HubApiError,
  listFiles,
  repoExists,
  uploadFiles,
} from '@huggingface/hub';
import { leaderboardCard, resultLines } from './leaderboard-card.js';

export interface PublishedResults {
  /** The address of the dataset. */
  readonly url: string;
  readonly commit: string;
  /** All that it now holds, by path. */
  readonly results: ReadonlyMap<string, BenchResult>;
  /** Files there that are no results, and were left as they are. */
  readonly unreadable: readonly string[];
}

/** Commits that others may make between our reading and our commit. */
const ATTEMPTS = 3;

/**
 * Publishes results to a dataset of the Hub, beside those that are there; a model's earlier one is replaced.
 *
 * The token is `HF_TOKEN` of the environment and nothing else. Throws `invalid-input` without one, and
 * `service-failed` where the Hub refuses.
 */
export async function publishResults(
  results: readonly BenchResult[],
  { repository, isPrivate }: { readonly repository: string; readonly isPrivate: boolean },
): Promise<PublishedResults> {
  const { url, token } = endpoint();
  if (token === undefined)
    throw new EchoError(
      'invalid-input',
      'Publishing wants a token that may write, in the environment variable HF_TOKEN; make one in the settings of the Hub.',
    );
  const at = { hubUrl: url, accessToken: token, fetch: fetchWithRetry };
  const repo = { type: 'dataset', name: repository } as const;
  try {
    if (!(await repoExists({ ...at, repo })))
      await createRepo({ ...at, repo, visibility: isPrivate ? 'private' : 'public' });
    for (let attempt = 1; ; attempt++) {
      const pushed = await push(results, at, repository).catch((error: unknown) => {
        if (error instanceof HubApiError && error.statusCode === 412 && attempt < ATTEMPTS) return null;
        throw error;
      });
      if (pushed) return { url: `${url}/datasets/${repository}`, ...pushed };
    }
  } catch (cause) {
    const reason = visible(cause instanceof Error ? cause.message : String(cause)).replaceAll(token, '…');
    throw new EchoError(
      'service-failed',
      `The results could not be published to ${repository} (${reason.slice(0, 300).replace(/\s+/g, ' ').trim()}); check its name, the rights of HF_TOKEN and HF_ENDPOINT, and try again.`,
    );
  }
}

interface Access {
  readonly hubUrl: string;
  readonly accessToken: string;
  readonly fetch: typeof fetch;
}

async function push(
  results: readonly BenchResult[],
  at: Access,
  repository: string,
): Promise<Omit<PublishedResults, 'url'>> {
  const repo = { type: 'dataset', name: repository } as const;
  const { sha: parentCommit } = await datasetInfo({
    ...at,
    name: repository,
    revision: 'main',
    additionalFields: ['sha'],
  });
  const { kept, unreadable } = await publishedResults(at, repository, parentCommit);
  const ours = results.map((result) => [pathOf(result), result] as const);
  const all = new Map([...[...kept, ...ours]].sort(([a], [b]) => (a < b ? -1 : 1)));
  const texts = {
    ...Object.fromEntries(ours.map(([path, result]) => [path, formatBenchResult(result)])),
    'results.jsonl': resultLines([...all.values()]),
    'README.md': leaderboardCard([...all.values()]),
  };
  const pushed = await uploadFiles({
    ...at,
    repo,
    parentCommit,
    commitTitle: `Add ${results.length === 1 ? 'a result' : `${results.length} results`} of EchoBench`,
    files: Object.entries(texts).map(([path, text]) => ({ path, content: new Blob([text]) })),
  });
  return { commit: pushed?.commit.oid ?? '', results: all, unreadable };
}

/** The results that a dataset holds at a commit. */
async function publishedResults(
  at: Access,
  repository: string,
  revision: string,
): Promise<{ readonly kept: ReadonlyMap<string, BenchResult>; readonly unreadable: readonly string[] }> {
  const repo = { type: 'dataset', name: repository } as const;
  const kept = new Map<string, BenchResult>();
  const unreadable: string[] = [];
  for await (const { type, path } of listFiles({ ...at, repo, revision, recursive: true })) {
    if (type !== 'file' || !/^results\/[^/]+\/[^/]+\.json$/.test(path)) continue;
    const text = (await (await downloadFile({ ...at, repo, revision, path }))?.text()) ?? '';
    try {
      kept.set(path, parseBenchResult(JSON.parse(text), path));
    } catch {
      unreadable.push(path);
    }
  }
  return { kept, unreadable };
}

/** The path of a result: by hash and model, whose name may be any text. */
export function pathOf(result: BenchResult): string {
  const { model } = result;
  const words = model
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const told = createHash('sha256').update(model).digest('hex').slice(0, 8);
  return `results/${shortHash(result)}/${words || 'model'}-${told}.json`;
}

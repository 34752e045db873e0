import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Accounts } from './accounts.js';
import type { HubFault, HubRequest } from './http.js';
import {
  addCommit,
  type HubRepository,
  keyOf,
  newRepository,
  type RepositoryType,
  sha256Of,
} from './repositories.js';
import { answer, fileAt, type Hub } from './routes.js';

export interface HubStandInOptions {
  /** The accounts by token; `hf_test` of `tester`, which may write, unless given. */
  readonly accounts?: Accounts;
  /** Bytes from which a file is kept outside git; 10 MB unless given. */
  readonly lfsFrom?: number;
  /** The most entries of one answer of a tree; 1,000 unless given. */
  readonly pageSize?: number;
  /** The fault that a request meets, before those of `misbehave`; null for none. */
  readonly fault?: (request: HubRequest) => HubFault | null;
}

/** Files to be put into a repository, path → content. */
export interface SeededRepository {
  readonly type: RepositoryType;
  readonly name: string;
  /** The id of the commit; computed unless given. */
  readonly revision?: string;
  readonly files: Readonly<Record<string, Buffer | string>>;
  /** SHA-256 to list in place of the true ones, by path. */
  readonly sha256?: Readonly<Record<string, string>>;
}

export interface HubStandIn {
  readonly url: string;
  /** The requests so far. */
  readonly requests: readonly HubRequest[];
  /** A repository as it is now. */
  readonly repository: (type: RepositoryType, name: string) => HubRepository | undefined;
  /** A file at the last commit, as text. */
  readonly textOf: (type: RepositoryType, name: string, path: string) => string | undefined;
  /** Adds a commit with files beside those that are there; parquet files are kept outside git. */
  readonly seed: (repository: SeededRepository) => void;
  /** Answers the requests to come with these, first to last, before it behaves again; null answers well. */
  readonly misbehave: (...answers: readonly (HubFault | null)[]) => void;
  readonly close: () => Promise<void>;
}

const OUTSIDE_GIT = /\.(?:parquet|safetensors)$/;

/**
 * Starts a server on this machine that speaks the part of the Hub's API that fetching and pushing need.
 *
 * It creates repositories, takes commits with regular and LFS files, lists trees in pages, and serves files
 * with ranges. Tokens, namespaces and parent commits are checked. It knows nothing of xet, branches and pull
 * requests.
 */
export async function hubStandIn(options: HubStandInOptions = {}): Promise<HubStandIn> {
  const { accounts = { hf_test: { name: 'tester', role: 'write' } }, fault = () => null } = options;
  const requests: HubRequest[] = [];
  const planned: (HubFault | null)[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', hub.url);
    const { range, authorization } = request.headers;
    const asked = { method: request.method ?? 'GET', path: pathname, range, authorization };
    requests.push(asked);
    const broken = fault(asked) ?? planned.shift();
    if (broken) return broken(request, response, fileAt(hub, pathname)?.file.content ?? Buffer.alloc(0));
    answer(hub, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: Hub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accounts,
    repositories: new Map(),
    objects: new Map(),
    lfsFrom: options.lfsFrom ?? 10_000_000,
    pageSize: options.pageSize ?? 1000,
  };
  const repository: HubStandIn['repository'] = (type, name) => hub.repositories.get(keyOf(type, name));
  return {
    url: hub.url,
    requests,
    repository,
    textOf: (type, name, path) => repository(type, name)?.commits.at(-1)?.files.get(path)?.content.toString(),
    seed: (seeded) => seed(hub, seeded),
    misbehave: (...answers) => planned.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function seed({ repositories }: Hub, { type, name, revision, files, sha256 = {} }: SeededRepository): void {
  const key = keyOf(type, name);
  const repository = repositories.get(key) ?? newRepository(type, name, false);
  repositories.set(key, repository);
  const all = new Map(repository.commits.at(-1)?.files);
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    all.set(path, { content, isLfs: OUTSIDE_GIT.test(path), sha256: sha256[path] ?? sha256Of(content) });
  }
  addCommit(repository, { title: 'Add files', files: all, ...(revision !== undefined && { id: revision }) });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Accounts, accountOf, type HubAccount, mayNotWrite } from './accounts.js';
import { bodyOf, type JsonAnswer, ok, refused, sendContent, sendJson } from './http.js';
import { commit, keepObject, lfsBatch, preupload } from './push.js';
import {
  commitAt,
  gitIdOf,
  type HubFile,
  type HubRepository,
  keyOf,
  newRepository,
  type Repositories,
  type RepositoryType,
} from './repositories.js';
import { fileEntry, treeOf } from './tree.js';

/** The state of a server. */
export interface Hub {
  readonly url: string;
  readonly accounts: Accounts;
  readonly repositories: Repositories;
  /** Objects of Git LFS by their SHA-256. */
  readonly objects: Map<string, Buffer>;
  /** Bytes from which a file is kept outside git. */
  readonly lfsFrom: number;
  /** The most entries of one answer of a tree. */
  readonly pageSize: number;
}

const API =
  /^\/api\/(model|dataset|space)s\/([^/]+\/[^/]+)(?:\/(tree|revision|preupload|commit|paths-info)\/([^/]+)(?:\/(.*))?)?$/;
const RESOLVE = /^\/(?:(dataset|space)s\/)?([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/;
const LFS_BATCH = /^\/(?:(dataset|space)s\/)?([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/;
const LFS_OBJECT = /^\/lfs\/([0-9a-f]{64})$/;

interface Asked {
  readonly hub: Hub;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly account: HubAccount | null;
}

/** The file that a path of `resolve` names, with the id of its commit. */
export function fileAt(
  { repositories }: Pick<Hub, 'repositories'>,
  pathname: string,
): { readonly file: HubFile; readonly commit: string; readonly isPrivate: boolean } | null {
  const [, type = 'model', name = '', revision = '', path = ''] = RESOLVE.exec(pathname) ?? [];
  const repository = repositories.get(keyOf(type as RepositoryType, name));
  const found = repository && commitAt(repository, decodeURIComponent(revision));
  const file = found?.files.get(decodeURIComponent(path));
  return file && found && repository ? { file, commit: found.id, isPrivate: repository.isPrivate } : null;
}

/** Answers a request as the Hub does. */
export async function answer(hub: Hub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', hub.url);
  const account = accountOf(hub.accounts, request.headers.authorization);
  if (account && 'status' in account) return sendJson(response, account);
  const asked: Asked = { hub, request, url, account };
  if (RESOLVE.test(url.pathname)) return sendFile(asked, response);
  sendJson(response, await jsonAnswer(asked));
}

function sendFile({ hub, request, url, account }: Asked, response: ServerResponse): void {
  const found = fileAt(hub, url.pathname);
  if (!found || (found.isPrivate && !account)) {
    sendJson(response, refused(404, 'Entry not found', 'EntryNotFound'));
    return;
  }
  const { file, commit: id } = found;
  sendContent(request, response, {
    content: file.content,
    headers: { etag: `"${file.isLfs ? file.sha256 : gitIdOf(file.content)}"`, 'x-repo-commit': id },
  });
}

async function jsonAnswer(asked: Asked): Promise<JsonAnswer> {
  const { hub, request, url, account } = asked;
  const { pathname } = url;
  if (pathname === '/api/whoami-v2')
    return account
      ? ok({ type: 'user', name: account.name, auth: { accessToken: { role: account.role } } })
      : refused(401, 'Invalid username or password.');
  if (pathname === '/api/repos/create' && request.method === 'POST') return createRepository(asked);
  const [, oid] = LFS_OBJECT.exec(pathname) ?? [];
  if (oid !== undefined && request.method === 'PUT')
    return keepObject(oid, await bodyOf(request), hub.objects);
  const [, lfsType = 'model', lfsName] = LFS_BATCH.exec(pathname) ?? [];
  if (lfsName !== undefined) {
    if (!hub.repositories.has(keyOf(lfsType as RepositoryType, lfsName))) return repositoryNotFound();
    return mayNotWrite(account, lfsName) ?? lfsBatch(await bodyOf(request), hub.url, hub.objects);
  }
  const [, type, name = '', route, revision = 'main', path = ''] = API.exec(pathname) ?? [];
  const repository = hub.repositories.get(keyOf(type as RepositoryType, name));
  if (!repository || (repository.isPrivate && !account)) return repositoryNotFound();
  const place = { repository, revision: decodeURIComponent(revision), path: decodeURIComponent(path) };
  return route === 'preupload' || route === 'commit'
    ? change(asked, route, place)
    : read(asked, route, place);
}

interface Place {
  readonly repository: HubRepository;
  readonly revision: string;
  readonly path: string;
}

async function createRepository({ hub, request, account }: Asked): Promise<JsonAnswer> {
  const { name, organization, type = 'model', visibility } = JSON.parse((await bodyOf(request)).toString());
  const full = `${organization ?? account?.name}/${name}`;
  const denied = mayNotWrite(account, full);
  if (denied) return denied;
  const url = `${hub.url}/${type}s/${full}`;
  const key = keyOf(type, full);
  if (hub.repositories.has(key))
    return { status: 409, body: { error: `You already created this ${type} repo: ${full}`, url } };
  hub.repositories.set(key, newRepository(type, full, visibility === 'private'));
  return ok({ url, name: full, id: full });
}

async function change(
  { hub, request, account }: Asked,
  route: 'preupload' | 'commit',
  { repository, revision }: Place,
): Promise<JsonAnswer> {
  const denied = mayNotWrite(account, repository.name);
  if (denied) return denied;
  if (revision !== 'main') return refused(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
  const body = await bodyOf(request);
  return route === 'preupload' ? preupload(body, hub.lfsFrom) : commit(body, repository, hub);
}

async function read(
  { hub, request, url }: Asked,
  route: string | undefined,
  { repository, revision, path }: Place,
): Promise<JsonAnswer> {
  const found = commitAt(repository, revision);
  if (!found) return refused(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
  if (route === 'paths-info') {
    const { paths } = JSON.parse((await bodyOf(request)).toString()) as { readonly paths: readonly string[] };
    const lastCommit = { id: found.id, title: found.title, date: '2020-01-01T00:00:00.000Z' };
    return ok(
      paths.flatMap((each) => {
        const file = found.files.get(each);
        return file ? [{ ...fileEntry(each, file), lastCommit }] : [];
      }),
    );
  }
  if (route !== 'tree')
    return ok({
      id: repository.name,
      sha: found.id,
      private: repository.isPrivate,
      siblings: [...found.files.keys()].map((rfilename) => ({ rfilename })),
    });
  const entries = treeOf(found.files, path, url.searchParams.get('recursive') === 'true');
  if (!entries) return refused(404, `${path} does not exist on "${revision}"`, 'EntryNotFound');
  return pageOf(entries, url, hub.pageSize);
}

/** A page of entries, with a link to the next one. */
function pageOf(entries: readonly object[], url: URL, pageSize: number): JsonAnswer {
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const next = new URL(url);
  next.searchParams.set('cursor', String(start + pageSize));
  return {
    ...ok(entries.slice(start, start + pageSize)),
    ...(entries.length > start + pageSize && { headers: { link: `<${next.href}>; rel="next"` } }),
  };
}

const repositoryNotFound = () => refused(404, 'Repository not found', 'RepoNotFound');

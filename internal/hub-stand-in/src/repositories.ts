import { createHash } from 'node:crypto';

export type RepositoryType = 'model' | 'dataset' | 'space';

/** A file of a repository. */
export interface HubFile {
  readonly content: Buffer;
  /** Whether it is kept outside git, by its SHA-256. */
  readonly isLfs: boolean;
  /** The SHA-256 that is listed: that of the content, unless a test wants a Hub that is wrong. */
  readonly sha256: string;
}

type Files = ReadonlyMap<string, HubFile>;

interface Commit {
  readonly id: string;
  readonly title: string;
  readonly files: Files;
}

/** A repository: its commits, oldest first; `main` is the last. */
export interface HubRepository {
  readonly type: RepositoryType;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly commits: Commit[];
}

/** The repositories of a server. */
export type Repositories = Map<string, HubRepository>;

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** The id that git gives a blob of this content. */
export const gitIdOf = (content: Buffer): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

export const keyOf = (type: RepositoryType, name: string): string => `${type}s/${name}`;

/** A repository with one empty commit. */
export function newRepository(type: RepositoryType, name: string, isPrivate: boolean): HubRepository {
  const repository: HubRepository = { type, name, isPrivate, commits: [] };
  addCommit(repository, { title: 'initial commit', files: new Map() });
  return repository;
}

/** Adds a commit with these files; its id is that of what it holds, unless given. */
export function addCommit(
  repository: HubRepository,
  { title, files, id }: { readonly title: string; readonly files: Files; readonly id?: string },
): Commit {
  const parent = repository.commits.at(-1)?.id ?? '';
  const text = [parent, title, ...[...files].map(([path, { content }]) => `${path} ${gitIdOf(content)}`)];
  const commit = {
    id: id ?? createHash('sha1').update(text.join('\n')).digest('hex'),
    title,
    files,
  };
  repository.commits.push(commit);
  return commit;
}

/** The commit of a revision: `main`, or the id of a commit. */
export function commitAt({ commits }: HubRepository, revision: string): Commit | undefined {
  return revision === 'main' ? commits.at(-1) : commits.findLast(({ id }) => id === revision);
}

import { type JsonAnswer, refused } from './http.js';

/** Whose a token is. */
export interface HubAccount {
  readonly name: string;
  /** A `read` token is refused what changes anything. */
  readonly role: 'read' | 'write';
}

/** The accounts of a server by token. */
export type Accounts = Readonly<Record<string, HubAccount>>;

/** The account of a request; null of one without a token. A token that is none is refused. */
export function accountOf(
  accounts: Accounts,
  authorization: string | undefined,
): HubAccount | null | JsonAnswer {
  if (authorization === undefined) return null;
  const token = authorization.replace(/^Bearer /, '');
  return Object.hasOwn(accounts, token)
    ? (accounts[token] as HubAccount)
    : refused(401, 'Invalid credentials in Authorization header');
}

/** Refuses an account that may not write into the namespace of a repository; else null. */
export function mayNotWrite(account: HubAccount | null, repository: string): JsonAnswer | null {
  if (!account) return refused(401, 'Invalid username or password.');
  if (account.role !== 'write')
    return refused(403, 'Forbidden: you must use a write token to upload to a repository.');
  const [namespace] = repository.split('/');
  return namespace === account.name
    ? null
    : refused(403, `You don't have the rights to create a dataset under the namespace "${namespace}"`);
}

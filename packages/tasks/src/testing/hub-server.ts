import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file of the server, and how it misbehaves. */
export interface HubFile {
  readonly repository: string;
  readonly revision: string;
  readonly path: string;
  readonly content: Buffer;
  /** The SHA-256 that is listed; that of the content unless given. */
  readonly sha256?: string;
}

export interface HubServer {
  readonly url: string;
  /** The requests so far: method, path, range and authorization. */
  readonly requests: readonly HubRequest[];
  /** Answers the requests to come with these, first to last, before it behaves again; null answers well. */
  readonly misbehave: (...answers: readonly (Misbehaviour | null)[]) => void;
  readonly close: () => Promise<void>;
}

export interface HubRequest {
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

type Misbehaviour = (request: IncomingMessage, response: ServerResponse, content: Buffer) => void;

/**
 * A server on this machine that speaks the Hub's API for data sets: the tree of a folder, and files with
 * ranges after a redirect.
 */
export async function hubServer(files: readonly HubFile[]): Promise<HubServer> {
  const requests: HubRequest[] = [];
  const planned: (Misbehaviour | null)[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub');
    const { range, authorization } = request.headers;
    requests.push({ path: pathname, range, authorization });
    const file = files.find(
      ({ repository, revision, path }) => pathname === `/datasets/${repository}/resolve/${revision}/${path}`,
    );
    const misbehaviour = planned.shift();
    if (misbehaviour) return misbehaviour(request, response, file?.content ?? Buffer.alloc(0));
    if (file) return sendFile(response, file.content, range);
    const entries = treeOf(files, pathname);
    response.writeHead(entries.length > 0 ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(entries.length > 0 ? entries : { error: 'Entry not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    misbehave: (...answers) => planned.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendFile(response: ServerResponse, content: Buffer, range: string | undefined): void {
  const from = Number(/^bytes=(\d+)-\d*$/.exec(range ?? '')?.[1] ?? 0);
  const part = content.subarray(from);
  response.writeHead(range === undefined ? 200 : 206, {
    'content-length': part.length,
    ...(range !== undefined && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
  });
  response.end(part);
}

function treeOf(files: readonly HubFile[], pathname: string): readonly object[] {
  return files
    .filter(({ repository, revision, path }) => {
      const folder = path.slice(0, path.lastIndexOf('/'));
      return pathname === `/api/datasets/${repository}/tree/${revision}/${folder}`;
    })
    .map(({ path, content, sha256 }) => ({
      type: 'file',
      path,
      size: content.length,
      oid: '0'.repeat(40),
      lfs: {
        oid: sha256 ?? createHash('sha256').update(content).digest('hex'),
        size: content.length,
        pointerSize: 130,
      },
    }));
}

/** What went wrong with a download: no answer, its status, its redirects, its content. */
export type DownloadProblem = 'unreachable' | 'status' | 'redirects' | 'sha256' | 'length' | 'part';

/** A download that failed. Callers turn it into an error of their own, with a remedy. */
export class DownloadError extends Error {
  readonly code = 'download-failed';
  readonly problem: DownloadProblem;
  /** The URL without user name and password. */
  readonly url: string;
  /** What is said of the URL, such as `answered 403 Forbidden`. */
  readonly predicate: string;

  constructor(problem: DownloadProblem, url: string, predicate: string, options?: { cause?: unknown }) {
    super(`${url} ${predicate}.`, options);
    this.name = 'DownloadError';
    this.problem = problem;
    this.url = url;
    this.predicate = predicate;
  }
}

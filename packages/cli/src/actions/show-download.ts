import type { DownloadProgress } from '@echo/tasks/hub';

/** A line for each file, and on a terminal its percentage. */
export function showDownload(): (progress: DownloadProgress) => void {
  let shown = '';
  return ({ file, received, total }) => {
    const line = `downloading ${file} (${(total / 1e6).toFixed(1)} MB)`;
    if (!process.stderr.isTTY) {
      if (line !== shown) process.stderr.write(`${line}\n`);
      shown = line;
      return;
    }
    const percent = `${Math.floor((100 * received) / total)} %`;
    const end = received === total ? '\n' : '';
    if (percent !== shown || end !== '') process.stderr.write(`\r\u001b[K${line} ${percent}${end}`);
    shown = percent;
  };
}

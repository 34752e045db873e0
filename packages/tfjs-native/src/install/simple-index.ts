import { TfjsNativeError } from '../tfjs-native-error.js';
import { downloadText } from './download.js';

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

/**
 * The files of a project on a Python package index (PEP 503, PEP 691): file name → URL. The index is
 * `PIP_INDEX_URL`, else PyPI.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function readSimpleIndex(project: string): Promise<ReadonlyMap<string, string>> {
  const index = process.env.PIP_INDEX_URL || 'https://pypi.org/simple';
  const page = await downloadText(
    `${index.replace(/\/+$/, '')}/${project}/`,
    `${JSON_TYPE}, text/html;q=0.5`,
  );
  return page.type.includes('json') ? linksOfJson(page.text, page.url) : linksOfHtml(page.text, page.url);
}

/** The links of a PEP 691 page. */
export function linksOfJson(text: string, base: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  try {
    const page = JSON.parse(text) as { files: readonly { filename: unknown; url: unknown }[] };
    for (const { filename, url } of page.files) {
      if (typeof filename !== 'string' || typeof url !== 'string') throw new TypeError('not a file');
      links.set(filename, new URL(url, base).href);
    }
  } catch (cause) {
    throw new TfjsNativeError('download-failed', `${base} is not a Python package index (PEP 691).`, {
      cause,
    });
  }
  return links;
}

/** The links of a PEP 503 page: the text of each anchor is the file's name. */
export function linksOfHtml(text: string, base: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, href = '', name = ''] of text.matchAll(
    /<a\b[^>]*?\bhref\s*=\s*["']([^"']*)["'][^>]*>([^<]*)<\/a>/gi,
  )) {
    const url = new URL(href.replaceAll('&amp;', '&'), base);
    url.hash = '';
    links.set(name.trim(), url.href);
  }
  return links;
}

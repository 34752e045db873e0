import { visible } from '@echo/report';
import type { JSX } from 'preact';

const LONGEST = 20_000;

/**
 * Untrusted text, shown as it stands: marks of direction and control characters are written out.
 *
 * A longer text is cut, with its length, so that no text can stop the page.
 */
export function Text({ of }: { readonly of: string }): JSX.Element {
  return <bdi>{shownText(of)}</bdi>;
}

/** The same for a place that takes no markup. */
export const shownText = (of: string, longest = LONGEST): string =>
  visible(of.length > longest ? `${of.slice(0, longest)}… (${of.length} characters)` : of);

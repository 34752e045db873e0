import { EchoError } from '@echo/core';
import { parseTasks, type Task } from '@echo/tasks';
import type { ShippedFiles, ShippedSplit } from '../backend.js';

/** The files beside the page, fetched when they are asked for; each task set is read once. */
export function shippedFiles(base: string): ShippedFiles {
  const sets = new Map<ShippedSplit, Promise<readonly Task[]>>();
  const text = async (path: string) => {
    const address = new URL(`assets/data/${path}`, base);
    const reply = await fetch(address).catch((cause) => {
      throw new EchoError(
        'download-failed',
        `${path} could not be fetched; look whether the page is online.`,
        { cause },
      );
    });
    if (!reply.ok)
      throw new EchoError(
        'download-failed',
        `${path} is missing beside the page (${reply.status}); build it again.`,
      );
    return reply.text();
  };
  return {
    tasks(split) {
      const known =
        sets.get(split) ?? text(`tasks/${split}.jsonl`).then((read) => parseTasks(read, `${split}.jsonl`));
      sets.set(split, known);
      known.catch(() => sets.delete(split));
      return known;
    },
    demo: async (name) => new File([await text(`demo/${name}`)], `demo-${name}`),
  };
}

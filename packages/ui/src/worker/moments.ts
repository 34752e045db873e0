import { EchoError } from '@echo/core';
import { nanoFromFiles } from '@echo/nano';
import { type PeftFiles, type Policy, peftFromFiles } from '@echo/policy';
import type { PolicyMoment } from '../backend.js';
import type { Engine } from './load-engine.js';

/** The embedded policy before and after training; each is made when it is first asked for. */
export interface Moments {
  policy(moment: PolicyMoment): Promise<Policy>;
  /** Makes an adapter that of the moment `after`; null for that of the demo run. */
  useAfter(adapter: PeftFiles | null): Promise<void>;
}

/** The moments of an engine. */
export function openMoments({ files, addresses }: Engine): Moments {
  const made = new Map<PolicyMoment, Promise<Policy>>();
  let chosen: PeftFiles | null = null;
  const make = async (moment: PolicyMoment): Promise<Policy> => {
    if (moment === 'before') return nanoFromFiles(files, { lora: { rank: 1 } });
    return nanoFromFiles(files, {
      adapter: await peftFromFiles(chosen ?? (await fetchAdapter(addresses.adapter))),
    });
  };
  return {
    policy(moment) {
      const policy = made.get(moment) ?? make(moment);
      made.set(moment, policy);
      policy.catch(() => made.delete(moment));
      return policy;
    },
    async useAfter(adapter) {
      const former = made.get('after');
      made.delete('after');
      chosen = adapter;
      (await former?.catch(() => null))?.dispose();
    },
  };
}

async function fetchAdapter(folder: string): Promise<PeftFiles> {
  const bytes = async (name: keyof PeftFiles) => {
    const reply = await fetch(`${folder}${name}`).catch(() => null);
    if (!reply?.ok)
      throw new EchoError(
        'download-failed',
        `The trained adapter is missing beside the page (${name}); build the page again.`,
      );
    return new Uint8Array(await reply.arrayBuffer());
  };
  const [config, weights] = await Promise.all([
    bytes('adapter_config.json'),
    bytes('adapter_model.safetensors'),
  ]);
  return { 'adapter_config.json': config, 'adapter_model.safetensors': weights };
}

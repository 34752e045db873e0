import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = new URL('../../../', import.meta.url);

const wasm = 'packages/compute/node_modules/@tensorflow/tfjs-backend-wasm/dist';

/** The files that the page fetches when they are asked for: their address in the build, their place here. */
export const SHIPPED: Readonly<Record<string, string>> = {
  'assets/data/tasks/dev.jsonl': 'packages/tasks/data/dev.jsonl',
  'assets/data/tasks/test.jsonl': 'packages/tasks/data/test.jsonl',
  'assets/data/tasks/adversarial.jsonl': 'packages/tasks/data/adversarial.jsonl',
  'assets/data/demo/trials.jsonl': 'docs/results/demo/trials.jsonl',
  'assets/data/demo/events.jsonl': 'docs/results/demo/events.jsonl',
  'assets/data/demo/report.json': 'docs/results/demo/report.json',
  'assets/data/demo/adapter/adapter_config.json': 'docs/results/demo/adapter/adapter_config.json',
  'assets/data/demo/adapter/adapter_model.safetensors': 'docs/results/demo/adapter/adapter_model.safetensors',
  'assets/data/wasm/tfjs-backend-wasm.wasm': `${wasm}/tfjs-backend-wasm.wasm`,
  'assets/data/wasm/tfjs-backend-wasm-simd.wasm': `${wasm}/tfjs-backend-wasm-simd.wasm`,
  'assets/data/wasm/tfjs-backend-wasm-threaded-simd.wasm': `${wasm}/tfjs-backend-wasm-threaded-simd.wasm`,
  'assets/data/nano/config.json': 'packages/nano/model/config.json',
  'assets/data/nano/model.safetensors': 'packages/nano/model/model.safetensors',
  'assets/data/nano/tokenizer.json': 'packages/nano/model/tokenizer.json',
  'assets/data/nano/tokenizer_config.json': 'packages/nano/model/tokenizer_config.json',
};

/** The size of the embedded policy's files. */
export const policyBytes = (): number =>
  Object.entries(SHIPPED)
    .filter(([address]) => address.startsWith('assets/data/nano/'))
    .reduce((sum, [, path]) => sum + statSync(fileURLToPath(new URL(path, root))).size, 0);

/** Adds the shipped files to the build, and serves them while developing. */
export function shippedData(): Plugin {
  const place = (address: string) => fileURLToPath(new URL(SHIPPED[address] ?? '', root));
  return {
    name: 'shipped-data',
    async generateBundle() {
      for (const fileName of Object.keys(SHIPPED))
        if (existsSync(place(fileName)))
          this.emitFile({ type: 'asset', fileName, source: await readFile(place(fileName)) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const address = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
        if (!(address in SHIPPED)) return next();
        createReadStream(place(address)).pipe(response);
      });
    },
  };
}

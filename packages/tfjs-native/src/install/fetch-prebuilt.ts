import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extract } from 'tar';
import type { Layout } from './cache-layout.js';
import { download } from './download.js';
import { type Device, TFJS_NODE } from './sources.js';

const HOST = 'https://storage.googleapis.com/tf-builds/pre-built-binary';

/**
 * Downloads the binding that the TensorFlow.js project compiled for Linux on x64. It publishes no hash of it,
 * so only HTTPS vouches for it. `npm_config_tfjs_binding_binary_host_mirror` names another host, as it does
 * for tfjs-node.
 *
 * @throws TfjsNativeError `download-failed`
 */
export async function fetchPrebuilt(device: Device, layout: Layout, folder: string): Promise<void> {
  const host = process.env.npm_config_tfjs_binding_binary_host_mirror || HOST;
  const name = `${device.toUpperCase()}-linux-${TFJS_NODE.version}.tar.gz`;
  const file = join(folder, name);
  await download(`${host.replace(/\/+$/, '')}/napi-v8/${TFJS_NODE.version}/${name}`, file);
  await mkdir(dirname(layout.binding), { recursive: true });
  await extract({
    file,
    cwd: dirname(layout.binding),
    filter: (path) => /^(\.\/)?tfjs_binding\.node$/.test(path),
  });
}

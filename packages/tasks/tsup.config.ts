import type { Options } from 'tsup';
import { library } from '../../tsup.base.ts';

const options = library({ cjs: true, entry: ['src/index.ts', 'src/node.ts', 'src/builtin.ts'] }) as Options;

export default { ...options, shims: true };

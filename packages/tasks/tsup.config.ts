import { library } from '@echo/library-build';

export default library({
  cjs: true,
  entry: ['src/index.ts', 'src/node.ts', 'src/builtin.ts', 'src/echo-bench.ts', 'src/hub.ts'],
  shims: true,
});

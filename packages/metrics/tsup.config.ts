import { library } from '@echo/library-build';

export default library({ cjs: true, entry: ['src/index.ts', 'src/*/index.ts'] });

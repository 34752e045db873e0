import { library } from '@echo/library-build';

export default library({ entry: ['src/index.ts', 'src/defaults.ts', 'src/node.ts'] });

import { library } from '@echo/library-build';

export default library({ entry: ['src/index.ts', 'src/render/index.ts', 'src/png/index.ts'] });

import { enableCompileCache, setSourceMapsSupport } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Imported first by every door: graphql-js and others check much more, and slowly, unless they know before they load.
process.env.NODE_ENV ??= 'production';
// What is loaded from now on is compiled once and kept beside the program, for the next start. In a folder of all users
// of the machine others could put code there. One that cannot be written to is no fault.
enableCompileCache(join(import.meta.dirname, '.compiled'));
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
// Old objects are let be until there are 1.6 times as many as live, and not four times.
setFlagsFromString('--heap-growing-percent=60');

import './production.ts';

// One of several processes behind one port. The supervisor starts it, and nobody else.
const { serveAsWorker } = await import('./serve/worker.ts');
await serveAsWorker(process.env);

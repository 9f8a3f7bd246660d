import type { Server } from 'node:http';

/** Listens on the port of the environment (0: any free one) and says where. */
export function listen(server: Server): void {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
  });
}

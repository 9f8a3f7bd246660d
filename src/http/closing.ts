import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuse } from './refusals.ts';
import { refuseOn } from './sockets.ts';

/** How long connections without a request are kept after the signal to close. */
const lingerMilliseconds = 250;

const goingDown = {
  status: 503,
  code: 'UNAVAILABLE',
  message: 'The server is going down. Try again shortly.',
} as const;

/**
 * What is answered while we close goes out on a connection that ends with it: kept alive, it would hold us up. Those
 * without a request are closed a moment later: a request that is on its way then finds an answer and not a reset. Those
 * that are sending one have until half of the time is over.
 */
export function letGoWhenClosing(app: FastifyInstance, shutdownSeconds: number): void {
  const answers = answersBySocket(app);
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    if (!app.server.listening) return;
    const silent = [...answers.keys()].filter(isSilent);
    // Node looks at no time limits once it takes no more connections, and would wait for all of these.
    setTimeout(() => refuseReceiving(answers), shutdownSeconds * 500).unref();
    await new Promise((resolve) => setTimeout(resolve, lingerMilliseconds));
    for (const socket of silent.filter(isSilent)) socket.destroy();
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (!isClosing) return done();
    refuse(request, reply, goingDown);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

/** Every open connection, with the latest answer that was begun on it. */
function answersBySocket({ server }: FastifyInstance): ReadonlyMap<Socket, ServerResponse | null> {
  const answers = new Map<Socket, ServerResponse | null>();
  server.on('connection', (socket: Socket) => {
    answers.set(socket, null);
    socket.once('close', () => answers.delete(socket));
  });
  server.on('request', ({ socket }, answer) => answers.set(socket, answer));
  return answers;
}

function isSilent(socket: Socket): boolean {
  return socket.bytesRead === 0;
}

function refuseReceiving(answers: ReadonlyMap<Socket, ServerResponse | null>): void {
  for (const [socket, answer] of answers) {
    const isAnswering = answer?.req.complete && !answer.writableFinished;
    if (!isAnswering) refuseOn(socket, goingDown);
  }
}

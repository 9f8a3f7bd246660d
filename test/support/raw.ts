import { connect, type Socket } from 'node:net';

/** A connection to a server by which anything can be said, finished or not. */
export interface RawConnection {
  socket: Socket;
  /** Everything that was answered, once the connection has been closed. */
  answered: Promise<string>;
}

export async function rawConnection(address: string, text = ''): Promise<RawConnection> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes;
  });
  const answered = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  if (text !== '') await new Promise((resolve) => socket.write(text, resolve));
  return { socket, answered };
}

/** A request whose body never comes. */
export const halfSent =
  'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';

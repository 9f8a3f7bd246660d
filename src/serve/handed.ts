import type { Worker } from 'node:cluster';

/** What node:cluster says to a process when it hands it a connection, and hears from it when it has it. */
interface Handing {
  act?: string;
  seq?: number;
  ack?: number;
}

/**
 * Has connections that a process was handed, and did not live to take, handed to another. node:cluster forgets them, and
 * who is at the other end waits for ever. It is told in its own words that they were not accepted; should a later Node
 * not know these any more, it forgets as before.
 */
export function handAgain({ process: child }: Worker): void {
  const untaken = new Set<number | undefined>();
  const send = child.send;
  child.send = (message: Handing, ...rest: unknown[]) => {
    if (message.act === 'newconn') untaken.add(message.seq);
    return Reflect.apply(send, child, [message, ...rest]);
  };
  child.on('internalMessage', ({ ack }: Handing) => untaken.delete(ack));
  child.once('exit', () => {
    for (const ack of untaken) {
      child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: false });
    }
  });
}

import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;

/** 256 random bits, as an address can hold them. Whoever has it is let in: it is given out once and kept as a hash. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/**
 * What is kept of a token and what one is found by. It needs no salt and no slowness, as a password does: there is
 * nothing to guess. Of anything that is sent: what is no token has a hash that nobody has. As PostgreSQL reads bytes.
 */
export function hashOf(token: string): string {
  return `\\x${createHash('sha256').update(token).digest('hex')}`;
}

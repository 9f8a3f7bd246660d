/** What we use of cephes, whose own types its package.json does not lead to. */
declare module 'cephes' {
  export const compiled: Promise<void>;
  export function lgam(x: number): number;
  export function psi(x: number): number;
  export function hyp2f1(a: number, b: number, c: number, x: number): number;
}

/** Asks again and again until it is so; the test's own time limit ends it otherwise. */
export async function untilTrue(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setImmediate(resolve));
}

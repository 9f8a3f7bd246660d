/** Whether there is a value at all, be it false, 0 or empty. */
export function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** An IPv4 address, or the network of an IPv6 one (/64): its owner has all the addresses in it. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const zeros = Array(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0');
  return [...groups(head), ...(tail === undefined ? [] : zeros), ...groups(tail)].slice(0, 4).join(':');
}

import { BlockList, isIP } from 'node:net';

/**
 * Networks that are not on the internet, or not for a single host
 * (https://www.iana.org/assignments/iana-ipv4-special-registry).
 */
const privateNetworks: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** The same of IPv6. Everything outside of 2000::/3 is private too. */
const privateNetworks6: readonly string[] = ['2001::/23', '2001:db8::/32', '3fff::/20'];

/**
 * What proxies with “fake IPs”, such as Clash and sing-box, resolve every name to. No real network
 * uses these, so a name may have such an address.
 */
const fakeNetworks: readonly string[] = ['198.18.0.0/15', 'fc00::/18'];

function createList(...networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const privateList = createList(...privateNetworks, ...privateNetworks6);
const fakeList = createList(...fakeNetworks);

/** Names that are not resolved by the DNS of the internet: RFC 6761, RFC 6762, RFC 8375, ICANN. */
const privateNamePattern = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Whether the host of a URL is this machine or in a private network, as far as its spelling shows.
 * @param hostname as in `URL.hostname`, which writes IP addresses in one form
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replaceAll(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPrivateAddress(host) || isFakeAddress(host);
  // A name without a dot is one of the local network.
  return !host.includes('.') || privateNamePattern.test(host);
}

/** Whether an IP address that a name was resolved to is this machine or in a private network. */
export function isPrivateAddress(address: string): boolean {
  const ip = address.split('%', 1)[0] ?? '';
  if (isIP(ip) !== 6) return isIP(ip) !== 4 || privateList.check(ip, 'ipv4');
  const groups = parseIpv6(ip);
  const embedded = findEmbeddedAddress(groups);
  if (embedded !== undefined) return privateList.check(embedded, 'ipv4');
  const isGlobal = ((groups[0] ?? 0) & 0xe000) === 0x2000;
  return isGlobal ? privateList.check(ip, 'ipv6') : !isFakeAddress(ip);
}

function isFakeAddress(ip: string): boolean {
  return fakeList.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The IPv4 address that an IPv6 address stands for: IPv4-mapped, NAT64, 6to4. That of
 * `64:ff9b:1::/48` is in a private network (RFC 8215).
 */
function findEmbeddedAddress(groups: readonly number[]): string | undefined {
  const prefix = groups.map((group) => group.toString(16)).join(':');
  if (/^(0:0:0:0:0:ffff|0:0:0:0:ffff:0|64:ff9b:0:0:0:0)/.test(prefix))
    return formatIpv4(groups.slice(6));
  return prefix.startsWith('2002:') ? formatIpv4(groups.slice(1, 3)) : undefined;
}

function formatIpv4(groups: readonly number[]): string {
  return groups.flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/** The 8 groups of an IPv6 address. */
function parseIpv6(ip: string): number[] {
  // Writes an IPv4 address at the end as groups.
  const normalized = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [start = [], end = []] = normalized
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => '0');
  return [...start, ...zeros, ...end].map((group) => Number.parseInt(group, 16));
}

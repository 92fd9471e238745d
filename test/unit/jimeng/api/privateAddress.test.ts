import assert from 'node:assert/strict';
import { isPrivateAddress, isPrivateHost } from '../../../../src/jimeng/http/privateAddress.ts';

const privateAddresses = [
  // This machine, and none.
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::'],
  // Local networks, providers' networks, and link-local ones, such as the metadata of a cloud.
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '169.254.169.254'],
  ...['fd00::1', 'fdff::1', 'fc80::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', '192.0.0.1'],
  // Documentation, multicast, broadcast, reserved.
  ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1', '100::1'],
  ...['224.0.0.1', '239.255.255.255', '255.255.255.255', '240.0.0.1', 'ff02::1', '2001::1'],
  // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4.
  ...['::ffff:127.0.0.1', '::ffff:a00:1', '::127.0.0.1', '::a00:1', '::ffff:0:127.0.0.1'],
  ...[
    '64:ff9b::127.0.0.1',
    '64:ff9b::c0a8:101',
    '64:ff9b:1::10.0.0.1',
    '64:ff9b:1::8.8.8.8',
    '64:ff9b:1:2::1',
    '2002:7f00:1::1',
  ],
  ...['2002:c0a8:101::', '', 'example.com', '1.2.3'],
];

const publicAddresses = [
  ...['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1'],
  ...['192.167.1.1', '223.255.255.255', '198.17.0.1', '198.20.0.1', '2606:4700::1111'],
  ...['2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'],
];

/** What proxies with fake IPs resolve names to. */
const fakeAddresses = ['198.18.0.7', '198.19.255.255', 'fc00::7'];

const privateHosts = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.localhost.', 'printer.local'],
  ...['router', 'metadata.google.internal', 'nas.lan', 'a.home.arpa', 'localhost.localdomain'],
  // The same address in other spellings.
  ...['127.0.0.1', '127.0.0.1.', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1'],
  ...['017700000001', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]'],
  ...['[::ffff:7f00:1]', '[::ffff:127.0.0.1]', '3232235777', '0xa9fea9fe', '198.18.0.1'],
];

const publicHosts = [
  ...['images.example.com', 'localhost.example.com', 'local.example.com', 'internal.co'],
  ...['8.8.8.8', '[2606:4700::1111]', 'xn--fiq228c.com', 'a.localhosts'],
];

describe('Private addresses', () => {
  for (const address of privateAddresses)
    it(`include ${address}`, () => {
      assert.equal(isPrivateAddress(address), true);
    });

  for (const address of [...publicAddresses, ...fakeAddresses])
    it(`do not include ${address}`, () => {
      assert.equal(isPrivateAddress(address), false);
    });
});

describe('Private hosts', () => {
  const parse = (host: string) => new URL(`https://${host}/1.png`).hostname;
  for (const host of privateHosts)
    it(`include ${host}`, () => {
      assert.equal(isPrivateHost(parse(host)), true);
    });

  for (const host of publicHosts)
    it(`do not include ${host}`, () => {
      assert.equal(isPrivateHost(parse(host)), false);
    });
});

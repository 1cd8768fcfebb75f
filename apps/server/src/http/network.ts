import { BlockList, isIP } from 'node:net'

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Tells whether an address is one of `networks` (addresses, CIDR blocks or the names above). */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks.flatMap((name) => named[name.toLowerCase()] ?? [name])) {
    const [address = '', bits] = network.split('/')
    const version = isIP(address)
    if (version === 0) throw new Error(`${network} is neither an address nor a network`)
    list.addSubnet(address, Number(bits ?? (version === 4 ? 32 : 128)), family(version))
  }
  return (address) => {
    const plain = unmapped(address)
    const version = isIP(plain)
    return version !== 0 && list.check(plain, family(version))
  }
}

/** Whether an address is this machine's own. */
export const isLoopback = inNetworks(['loopback'])

/**
 * What limits count by: an IPv4 address, or the /64 that one household or server gets of IPv6 and
 * moves about in as it likes.
 */
export function limitKey(address: string): string {
  const plain = unmapped(address)
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const groups = [...front, ...middle, ...back].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`
}

/** An IPv4 address as IPv6 sockets write it, written plainly. */
function unmapped(address: string): string {
  const tail = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return tail ?? address
}

function family(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6'
}

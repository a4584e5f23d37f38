/** Pseudonyms in what --nad and --pods declare: the same ones as in the packets, so that both can still be compared. */
import { formatIpv4, formatIpv6, formatMac, parseIpv4, parseIpv6, parseMac } from '../../base/addresses.ts';
import type { Declared, DeclaredInterface, DeclaredNetwork, DeclaredPod, Place } from '../../declared/declared.ts';
import type { Addresses } from '../addresses/addresses.ts';
import { masked } from '../addresses/masked.ts';
import { deviceName } from './devices.ts';
import { dnsLabel } from './dns-names.ts';
import { fileName } from './files.ts';
import type { Words } from './words.ts';

/** What stands for the sentences about mistakes: they quote what is wrong. */
const MISTAKE = 'a mistake; without --anonymize it is described';

export class Declarations {
  private readonly addresses: Addresses;
  private readonly words: Words;

  constructor(addresses: Addresses, words: Words) {
    this.addresses = addresses;
    this.words = words;
  }

  of({ attachments, pods, problems }: Declared): Declared {
    return {
      attachments: attachments.map((network) => this.network(network)),
      pods: pods.map((pod) => this.pod(pod)),
      problems: problems.map(({ attachment, line, file }) => ({
        ...this.place({ file, line }),
        message: MISTAKE,
        attachment: attachment && this.name(attachment),
      })),
    };
  }

  private network(network: DeclaredNetwork): DeclaredNetwork {
    const { namespace, name, master, subnets, addresses, gateways, routes } = network;
    return {
      ...network,
      ...this.place(network),
      namespace: namespace && this.name(namespace),
      name: this.name(name),
      master: master && deviceName(master, this.words),
      subnets: subnets.map((subnet) => this.address(subnet, true)),
      addresses: addresses.map((address) => this.address(address)),
      gateways: gateways.map((address) => this.address(address)),
      routes: routes.map(({ destination, gateway }) => ({
        destination: this.address(destination, true),
        gateway: gateway && this.address(gateway),
      })),
    };
  }

  private pod(pod: DeclaredPod): DeclaredPod {
    return {
      ...pod,
      ...this.place(pod),
      namespace: this.name(pod.namespace),
      name: this.name(pod.name),
      node: pod.node && this.name(pod.node),
      nodeIps: pod.nodeIps.map((ip) => this.address(ip)),
      interfaces: pod.interfaces.map((entry) => this.interface(entry)),
    };
  }

  private interface({ network, device, ips, mac, isDefault }: DeclaredInterface): DeclaredInterface {
    return {
      network: this.name(network),
      device: device && deviceName(device, this.words),
      ips: ips.map((ip) => this.address(ip)),
      mac: mac && this.station(mac),
      isDefault,
    };
  }

  private place({ file, line }: Place): Place {
    return { file: fileName(file, this.words), line };
  }

  /** `namespace/name` part by part, as labels of DNS names, which they become. */
  private name(text: string): string {
    return text.replace(/[^/.]+/g, (part) => dnsLabel(part, [], this.words));
  }

  /** An address, or one with the length of its prefix; `isNetwork` when nothing stands behind the prefix. */
  private address(text: string, isNetwork = false): string {
    const [address, length] = text.split('/');
    const bits = length === undefined || !isNetwork ? Number.POSITIVE_INFINITY : Number(length);
    const tail = length === undefined ? '' : `/${length}`;
    const ipv4 = parseIpv4(address);
    if (ipv4 !== null) {
      const bytes = masked(this.addresses.ipv4.of(Uint8Array.of(ipv4 >>> 24, ipv4 >>> 16, ipv4 >>> 8, ipv4)), bits);
      return formatIpv4(new DataView(bytes.buffer).getUint32(0)) + tail;
    }
    const ipv6 = parseIpv6(address);
    return ipv6 === null ? this.words.text(text) : formatIpv6(masked(this.addresses.ipv6.of(ipv6), bits), 0) + tail;
  }

  private station(text: string): string {
    const station = parseMac(text);
    return station === null ? this.words.text(text) : formatMac(this.addresses.stations.of(station), 0);
  }
}

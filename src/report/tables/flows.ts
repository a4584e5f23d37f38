/** Flows as a table. */
import type { Flow } from '../analysis.ts';
import type { Table } from './table.ts';

export const flows: Table<Flow> = {
  columns: [
    ['id', 'text', ({ id }) => id],
    ['communityId', 'text', ({ communityId }) => communityId],
    ['layer', 'text', ({ layer }) => layer],
    ['tunnel_type', 'text', ({ tunnel }) => tunnel?.type],
    ['tunnel_id', 'identifier', ({ tunnel }) => tunnel?.id],
    ['vlan', 'identifier', ({ vlan }) => vlan],
    ['proto', 'text', ({ proto }) => proto],
    ['icmp_type', 'identifier', ({ icmp }) => icmp?.type],
    ['icmp_code', 'identifier', ({ icmp }) => icmp?.code],
    ['a_ip', 'text', ({ a }) => a.ip],
    ['a_port', 'identifier', ({ a }) => a.port],
    ['a_name', 'text', ({ a }) => a.name],
    ['a_mac', 'text', ({ a }) => a.mac],
    ['b_ip', 'text', ({ b }) => b.ip],
    ['b_port', 'identifier', ({ b }) => b.port],
    ['b_name', 'text', ({ b }) => b.name],
    ['b_mac', 'text', ({ b }) => b.mac],
    ['packetsAB', 'count', ({ packetsAB }) => packetsAB],
    ['packetsBA', 'count', ({ packetsBA }) => packetsBA],
    ['bytesAB', 'count', ({ bytesAB }) => bytesAB],
    ['bytesBA', 'count', ({ bytesBA }) => bytesBA],
    ['first', 'time', ({ first }) => first],
    ['last', 'time', ({ last }) => last],
    ['tcp_handshakeRttMs', 'number', ({ tcp }) => tcp?.handshakeRttMs],
    ['tcp_retransmissions', 'count', ({ tcp }) => tcp?.retransmissions],
    ['tcp_outOfOrder', 'count', ({ tcp }) => tcp?.outOfOrder],
    ['tcp_resets', 'count', ({ tcp }) => tcp?.resets],
    ['tcp_zeroWindow', 'count', ({ tcp }) => tcp?.zeroWindow],
    ['tcp_mss_a', 'identifier', ({ tcp }) => tcp?.mss.a],
    ['tcp_mss_b', 'identifier', ({ tcp }) => tcp?.mss.b],
    ['tcp_state', 'text', ({ tcp }) => tcp?.state],
  ],
  rows: (analysis, { lists, rows }) =>
    lists?.flows(rows ?? Number.POSITIVE_INFINITY) ?? analysis.flows.top.slice(0, rows),
};

/** Packet types of Linux cooked captures (packet(7), linux/if_packet.h); import as `PacketType`. */

export const ToUs = 0;
export const Broadcast = 1;
export const Multicast = 2;
export const ToOther = 3;
export const FromUs = 4;

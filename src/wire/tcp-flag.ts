/** Control bits of a TCP header (RFC 9293 §3.1); import as `TcpFlag`. */

export const Fin = 1;
export const Syn = 2;
export const Rst = 4;
export const Ack = 16;

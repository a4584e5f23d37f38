/** Numbers in the tables and ports words of icmp-ports.ts. */

/** Nothing answers this type. */
export const NO_COUNTERPART = 0xffff;
/** Marks a code: the two directions of a type that nothing answers are two flows, also where type and code are equal. */
export const CODE = 0x100;

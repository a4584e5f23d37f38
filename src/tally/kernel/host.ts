/** What the host does for the kernel: everything that few packets need. Rows and flows are named by their place in memory. */

/** The memory has grown: views of it are to be made anew. */
export declare function grown(): void;
/** There is no room for another flow: takes some out. */
export declare function full(): void;
/** Number of the IPv6 address in four words at `at`, for which there is no room. */
export declare function ipv6Number(at: usize): u32;
/** Number of the chain that is one VLAN on the bare wire; 0 when there may be no room for it. */
export declare function vlanChain(id: u32): u32;
/** Number that a chain shares with those that differ in the identifiers of tunnels only: see ../conversations.ts. */
export declare function conversation(chain: u32): u32;
/** So many frames of the timeline's bucket were seen at a place in a chain. */
export declare function laneFrames(place: u32, chain: u32, frames: u32): void;
/** Writes row and chain of the tunnel at `Layout.TUNNEL_SOUGHT`, in which this frame is; false when there may be no room for them, or its first option is not known. */
export declare function tunnel(frame: f64, place: u32): bool;
/** Looks at a packet that was counted in a tunnel's row: number of its record, place of its inner Ethernet header, and what is known of it (tunnel-layout.ts). */
export declare function lookInside(row: u32, record: u32, frame: f64, ethernet: usize, known: u32): void;
/** True when the packet is one of those that the flow remembers besides the last two of each direction. */
export declare function remembers(flow: usize, direction: i32, row: usize): bool;
/** Counts a packet that was seen before; true when it belongs to the flow's packets all the same. */
export declare function countRepeat(flow: usize, direction: i32, row: usize): bool;
/** The flow remembers more than two packets of each direction: adds one. */
export declare function remember(flow: usize, direction: i32, row: usize): void;
/** The packet's stations are not those of the first of its flow and direction. */
export declare function moved(flow: usize, direction: i32, row: usize): void;
/** TCP out of the ordinary: see tcp-analysis.ts. */
export declare function reset(flow: usize, direction: i32, row: usize): void;
export declare function synAgain(flow: usize, direction: i32, row: usize): void;
export declare function zeroWindow(flow: usize, direction: i32, row: usize): void;
export declare function keepAlive(flow: usize, direction: i32): void;
export declare function old(flow: usize, direction: i32, row: usize): void;
export declare function gap(flow: usize, direction: i32, row: usize): void;
export declare function acknowledged(flow: usize, direction: i32): void;

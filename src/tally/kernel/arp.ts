/** ARP over Ethernet and IPv4: who asks for whom and is answered, and who claims which address. See ../arp.ts; claims by place are address-claims.ts'. */
import * as Header from '../../wire/header-layout';
import * as Kind from '../arp-kind';
import * as Layout from '../kernel-layout';
import * as Table from '../key-table-layout';
import { SAME_MESSAGE_NS } from '../message-times';
import { claimAtPlace, foreseeClaim } from './address-claims';
import { isEthernetIpv4 } from './headers';
import * as Host from './host';
import { find, foresee, rowOf, setKey, tableOf, tableWith } from './key-table';
import { add, addDouble, double, setDouble, setWord, u16At, u32At, word } from './memory';
import { isNew, sight } from './sightings';

/** The message that is added: where it begins, and its frame. */
let at: usize = 0;
let time: f64 = 0;
let frame: f64 = 0;
let place: u32 = 0;
let chain: u32 = 0;

/**
 * Takes an ARP message whose first 8 bytes, and all 28 when `whole`, are there. `ethernet` is the place of the Ethernet header in front of it, −1 for none; `directed` says that
 * it was sent to one station.
 */
export function addArp(
  timeNs: f64,
  frameReference: f64,
  atPlace: u32,
  inChain: u32,
  message: usize,
  whole: bool,
  ethernet: i32,
  directed: bool,
): void {
  at = message;
  time = timeNs;
  frame = frameReference;
  place = atPlace;
  chain = inChain;
  const operation = u16At(at + Header.ARP_OPERATION);
  count(Kind.Frames);
  if (operation === Header.ARP_REQUEST) count(Kind.Requests);
  else if (operation === Header.ARP_REPLY) count(Kind.Replies);
  if (!whole || !isEthernetIpv4(at)) return;
  const reply = operation === Header.ARP_REPLY;
  if (reply || operation === Header.ARP_REQUEST) addMessage(reply, ethernet, directed);
  const sender = u32At(at + Header.ARP_SENDER_IP);
  if (sender !== 0 && (reply || sender === u32At(at + Header.ARP_TARGET_IP)))
    claimAtPlace(at, reply && sender !== u32At(at + Header.ARP_TARGET_IP), time, frame, place, chain);
}

/** See `foresee`; of a whole message. */
export function foreseeArp(atPlace: u32, inChain: u32, message: usize): void {
  const reply = u16At(message + Header.ARP_OPERATION) === Header.ARP_REPLY;
  const sender = u32At(message + Header.ARP_SENDER_IP);
  const target = u32At(message + Header.ARP_TARGET_IP);
  const station = message + Header.ARP_SENDER_MAC;
  foresee(claimsFor(inChain, sender, u16At(station), u32At(station + 2)));
  foresee(reply ? tableWith(Table.Asks, inChain, target, sender) : tableWith(Table.Asks, inChain, sender, target));
  if (reply) foreseeClaim(atPlace, inChain, message);
}

function count(kind: u32): void {
  add(Layout.ARP_BY_PLACE + ((place * Table.ARP_KINDS + kind) << 3), 1);
  add(Layout.ARP_BY_CHAIN + ((chain * Table.ARP_KINDS + kind) << 3), 1);
}

function addMessage(reply: bool, ethernet: i32, directed: bool): void {
  const sender = u32At(at + Header.ARP_SENDER_IP);
  const target = u32At(at + Header.ARP_TARGET_IP);
  const announces = sender === target && sender !== 0;
  if (announces) count(Kind.Gratuitous);
  else if (!reply && sender === 0) count(Kind.Probes);
  if (sender !== 0) claim(sender, reply, announces, ethernet);
  if (announces) return;
  if (reply) answer(target, sender);
  else ask(sender, target, directed);
}

function claim(sender: u32, reply: bool, gratuitous: bool, ethernet: i32): void {
  const high = u16At(at + Header.ARP_SENDER_MAC);
  const low = u32At(at + Header.ARP_SENDER_MAC + 2);
  const row = sight(claimsFor(chain, sender, high, low), time, frame, place);
  if (row === 0) return;
  if (reply) addDouble(row, Table.Replies, 1);
  if (gratuitous) addDouble(row, Table.Gratuitous, 1);
  if (ethernet < 0) return;
  const source: usize = ethernet + Header.ETHERNET_SOURCE;
  if (u16At(source) !== high || u32At(source + 2) !== low) addDouble(row, Table.Mismatches, 1);
}

function ask(sender: u32, target: u32, directed: bool): void {
  const row = sight(tableWith(Table.Asks, chain, sender, target), time, frame, place);
  if (row === 0) return;
  if (!isNew(row) && time - double(row, Table.LastAsked) < SAME_MESSAGE_NS) return;
  setDouble(row, Table.LastAsked, time);
  setWord(row, Table.LastPlace, place);
  addDouble(row, Table.Questions, 1);
  if (directed) addDouble(row, Table.Directed, 1);
  setWord(row, Table.Waiting, 1);
  setWord(row, Table.AskerHigh, u16At(at + Header.ARP_SENDER_MAC));
  setWord(row, Table.AskerLow, u32At(at + Header.ARP_SENDER_MAC + 2));
  if (chain !== 0) noteSimilar(sender, target, row);
}

function answer(asker: u32, target: u32): void {
  const row = waitingRow(asker, target);
  if (row === 0) return;
  setWord(row, Table.Waiting, 0);
  addDouble(row, Table.Answered, 1);
}

/** The question of an answer: in its own chain, else where only tunnel identifiers differ; 0 for none. */
function waitingRow(asker: u32, target: u32): usize {
  const row = find(tableWith(Table.Asks, chain, asker, target));
  if (row !== 0 && word(row, Table.Waiting) === 1) return row;
  if (chain === 0) return 0;
  const similar = find(tableWith(Table.Similar, conversation(), asker, target));
  const other: usize = similar === 0 ? 0 : word(similar, Table.AskRow);
  return other !== 0 && word(other, Table.Waiting) === 1 ? other : 0;
}

/** Makes the question findable from chains whose tunnel identifiers differ. */
function noteSimilar(asker: u32, target: u32, row: usize): void {
  const similar = rowOf(tableWith(Table.Similar, conversation(), asker, target));
  if (similar !== 0) setWord(similar, Table.AskRow, <u32>row);
}

/** The table of claims, with the key set. */
function claimsFor(inChain: u32, sender: u32, high: u32, low: u32): usize {
  setKey(0, inChain);
  setKey(1, sender);
  setKey(2, high);
  setKey(3, low);
  return tableOf(Table.Claims);
}

/** Number that the chain shares with those that differ in tunnel identifiers only (../conversations.ts). */
function conversation(): u32 {
  const known: usize = Layout.CONVERSATIONS + (chain << 2);
  if (load<u32>(known) === 0) store<u32>(known, Host.conversation(chain));
  return load<u32>(known);
}

/** Who claims which address at which place: see ../address-claims.ts. */
import * as Header from '../../wire/header-layout';
import * as Table from '../key-table-layout';
import { CACHE_NS, SAME_QUESTION_NS } from '../message-times';
import { foresee, setKey, tableOf } from './key-table';
import { addDouble, double, setDouble, setWord, u16At, u32At, word } from './memory';
import { beginning } from './places';
import { isNew, sight } from './sightings';

/** Takes an answer to a question, or else an announcement, that begins at `message`. */
export function claimAtPlace(message: usize, answer: bool, time: f64, frame: f64, place: u32, chain: u32): void {
  setKeys(place, chain, message);
  const claim = sight(tableOf(Table.PlaceClaims), time, frame, place);
  const holder = sight(tableOf(Table.Holders), time, frame, place);
  if (holder !== 0 && isNew(holder)) begin(holder);
  if (claim === 0 || holder === 0) return;
  if (!isNew(holder) && word(holder, Table.Holder) !== claim) change(holder, isNew(claim), answer, time, frame);
  setWord(holder, Table.Holder, <u32>claim);
  setDouble(holder, Table.LastClaim, time);
  if (answer) setDouble(holder, Table.LastReply, time);
}

/** See `foresee`. */
export function foreseeClaim(place: u32, chain: u32, message: usize): void {
  setKeys(place, chain, message);
  foresee(tableOf(Table.PlaceClaims));
  foresee(tableOf(Table.Holders));
}

/** The key of a claim, which begins with that of its holder. */
function setKeys(place: u32, chain: u32, message: usize): void {
  setKey(0, beginning(place));
  setKey(1, chain);
  setKey(2, u32At(message + Header.ARP_SENDER_IP));
  setKey(3, u16At(message + Header.ARP_SENDER_MAC));
  setKey(4, u32At(message + Header.ARP_SENDER_MAC + 2));
}

function begin(holder: usize): void {
  for (let field: i32 = Table.LastClaim; field <= Table.LastChange; field++) setDouble(holder, field, NaN);
}

function change(holder: usize, newcomer: bool, answer: bool, time: f64, frame: f64): void {
  addDouble(holder, Table.Changes, 1);
  if (!newcomer && time - double(holder, Table.LastClaim) < CACHE_NS) comeBack(holder, answer, time, frame);
  if (answer && time - double(holder, Table.LastReply) < SAME_QUESTION_NS) addWord(holder, Table.DoubleAnswers);
  setDouble(holder, Table.LastChange, time);
  if (double(holder, Table.FirstChangeFrame) !== 0) return;
  setDouble(holder, Table.FirstChange, time);
  setDouble(holder, Table.FirstChangeFrame, frame);
}

/** A station that takes an address back has to announce it, and does so after a while; who answers all the same, or announces at once to defend it, never left (RFC 5227 §2.4). */
function comeBack(holder: usize, answer: bool, time: f64, frame: f64): void {
  addWord(holder, Table.Returns);
  if (!answer && !(time - double(holder, Table.LastChange) < SAME_QUESTION_NS)) return;
  if (word(holder, Table.NeverLeft) === 0) setDouble(holder, Table.NeverLeftFrame, frame);
  addWord(holder, Table.NeverLeft);
}

function addWord(row: usize, field: i32): void {
  setWord(row, field, word(row, field) + 1);
}

/** A page of the handbook: one mode, or one of its submodes. */
export interface ModePage {
  /** `ipvlan`, `ipvlan/l2`, … as written in verdicts. */
  id: string;
  title: string;
  /** What it is. */
  what: string;
  /** How frames show it. */
  shows: string;
  /** What it is taken for, and the other way round. */
  confused: string;
  /** What to capture or look at to be sure. */
  settle: string;
}

/** Numbers in sets that grow together (union–find): which interfaces, or networks, are one. */
export class Joined {
  private readonly parents = new Map<number, number>();

  /** Makes one set of the sets of two numbers. */
  join(one: number, other: number): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)];
    if (a !== b) this.parents.set(b, a);
  }

  /** The number that stands for the set of a number; its own until it is joined. */
  rootOf(one: number): number {
    let root = one;
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next;
    if (root !== one) this.parents.set(one, root);
    return root;
  }
}

/** Which of two rows stands first, as `sort` takes it. */
type Order<Row> = (one: Row, other: Row) => number;

/** The least first, by what a key says of each row. Moments by their milliseconds, days as they are written (ISO 8601). */
export function ascending<Row>(key: (row: Row) => string | number): Order<Row> {
  return (one, other) => {
    const [first, second] = [key(one), key(other)];
    return first < second ? -1 : Number(first > second);
  };
}

/** The greatest first. */
export function descending<Row>(key: (row: Row) => string | number): Order<Row> {
  const order = ascending(key);
  return (one, other) => order(other, one);
}

/** By the first of these orders, then by the next where that has two alike: so that rows of one moment stand by what they are, and not by ids that mean nothing. */
export function inOrder<Row>(...orders: readonly Order<Row>[]): Order<Row> {
  return (one, other) => {
    for (const order of orders) {
      const found = order(one, other);
      if (found !== 0) return found;
    }
    return 0;
  };
}

/** One record of a file. Cells are in the order of the table's columns; '' is an empty one. */
export interface Row {
  /** Where the record starts in the (unzipped) file, from 1. */
  line: number;
  cells: readonly string[];
  /** Why the record cannot be read: another number of columns, no JSON. */
  problem?: string;
}

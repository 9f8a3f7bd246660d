import pg from 'pg';
import { typeParsers } from './parsers.ts';

/** A column as PostgreSQL describes it. */
interface Column {
  name: string;
  dataTypeID: number;
}

/** What a statement came to. */
export type Result = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;

/**
 * A statement whose rows are made as they arrive. The driver's own way takes a list of values for each row, then an
 * object whose properties it assigns by name: half of what reading a large answer costs us.
 */
class RowsQuery extends pg.Query {
  // Private, all of them: `rows` is the driver's own name for how many to fetch at a time.
  readonly #made: unknown[] = [];
  #fault: unknown = null;
  #make: Maker = () => ({});

  /** Throws what kept a row from being made. */
  made(): unknown[] {
    if (this.#fault !== null) throw this.#fault;
    return this.#made;
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    this.#make = makerOf(fields);
  }

  handleDataRow({ fields: values }: { fields: readonly (string | null)[] }): void {
    try {
      this.#made.push(this.#make(values));
    } catch (error) {
      // Thrown here, it would end the process: the driver reads from the socket.
      this.#fault ??= error;
    }
  }
}

export function runStatement(
  client: Pick<pg.ClientBase, 'query'>,
  { name, text, values }: { name: string | undefined; text: string; values: readonly unknown[] },
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const config = { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
    const query: RowsQuery = new RowsQuery(config, (error, result) => {
      if (error) return reject(error);
      try {
        resolve({ command: result.command, rowCount: result.rowCount, rows: query.made() });
      } catch (fault) {
        reject(fault);
      }
    });
    client.query(query);
  });
}

/** Makes a row of what arrived for it. */
type Maker = (values: readonly (string | null)[]) => object;

const makers = new Map<string, Maker>();
const mostMakers = 500;

/** Written as a literal, which costs next to nothing, for each list of columns. */
function makerOf(columns: readonly Column[]): Maker {
  const key = JSON.stringify(columns.map(({ name, dataTypeID }) => [name, dataTypeID]));
  const known = makers.get(key);
  if (known) return known;
  const parsers = columns.map(
    ({ dataTypeID }) => typeParsers[dataTypeID] ?? pg.types.getTypeParser(dataTypeID),
  );
  const properties = columns.map(({ name }, index) => {
    const value = `values[${index}]`;
    const parsed =
      parsers[index] === asItCame ? value : `${value} === null ? null : parsers[${index}](${value})`;
    // A name as JSON is a literal of JavaScript and nothing else.
    return `${JSON.stringify(name)}: ${parsed}`;
  });
  const made = new Function('parsers', `return (values) => ({ ${properties.join(', ')} });`)(
    parsers,
  ) as Maker;
  if (makers.size >= mostMakers) makers.clear();
  makers.set(key, made);
  return made;
}

const oidOfText = 25;
const asItCame: unknown = pg.types.getTypeParser(oidOfText);

import { operations, type Operation } from '../../gateway/faultKinds.ts';
import { isBilled, type Row, type Telling } from './faultRows.ts';

/** What becomes of a fault on the operations that it can be on. */
export type RowOf = Readonly<Partial<Record<Operation, Row>>>;

/** What becomes of a fault, in the words of the table's last column. */
export function cellOf(rowOf: RowOf): string {
  const texts = new Map<string, Operation[]>();
  for (const on of operations) {
    const row = rowOf[on];
    if (row !== undefined) {
      const text = textOf(row, on);
      texts.set(text, [...(texts.get(text) ?? []), on]);
    }
  }
  const parts = [...texts].map(([text, on]) => (texts.size > 1 ? `${capital(on)}: ${text}` : text));
  return `${parts.join('. ')} · ${lossOf(rowOf)}`;
}

function textOf(row: Row, on: Operation): string {
  if (row === 'unnoticed') return row;
  const words = `“${row.words.replace('{0}', '…')}”`;
  if (isBilled(row, on)) return `${words}, and that it may have been billed`;
  return `${triedOf(row)}${words}`;
}

function triedOf({ tries }: Telling): string {
  if (tries === 1) return '';
  return tries === 'time' ? 'again until the timeout, then ' : `${tries} times in all, then `;
}

/** Only the answer to a submit can take something with it: nobody else knows the task's id. */
function lossOf({ submit }: RowOf): string {
  const isLost = submit && submit !== 'unnoticed' && isBilled(submit, 'submit');
  return isLost && submit.accepted !== 0 ? 'the picture of that submit; it is told' : 'nothing';
}

function capital(operations: readonly Operation[]): string {
  const list = operations.join(', ');
  return list.charAt(0).toUpperCase() + list.slice(1);
}

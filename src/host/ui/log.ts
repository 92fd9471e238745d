import * as vscode from 'vscode';
import { maxLogCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';

/**
 * The log of the extension. Its texts may be foreign: each is written as one line, without control
 * characters and escape sequences. Only the calls of an error are on lines of their own.
 */
export interface Log {
  debug(text: string): void;
  info(text: string): void;
  /** @param error what caused the warning */
  warn(text: string, error?: unknown): void;
  /** @param error anything that was thrown, or a text */
  error(error: unknown): void;
  /** Opens the log. */
  show(): void;
  dispose(): void;
}

/** Creates the log. */
export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Jimeng Images', { log: true });
  return {
    debug: (text) => {
      channel.debug(formatLogEntry(text));
    },
    info: (text) => {
      channel.info(formatLogEntry(text));
    },
    warn: (text, error) => {
      const cause = error === undefined ? '' : ` ${formatLogEntry(error)}`;
      channel.warn(formatLogEntry(text) + cause);
    },
    error: (error) => {
      channel.error(formatLogEntry(error));
    },
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}

/** A text, or an error with its calls, as it is written to the log. */
export function formatLogEntry(entry: unknown): string {
  if (!(entry instanceof Error)) return toPlainText(String(entry), maxLogCharacters);
  const { name, message, stack = '' } = entry;
  // The stack begins with the message, which may have lines that look like calls.
  const start = stack.indexOf(message);
  const calls = start < 0 ? [] : stack.slice(start + message.length).split('\n');
  return [`${name}: ${message}`, ...calls.filter((line) => line.trim() !== '')]
    .map((line, index) => (index === 0 ? '' : '    ') + toPlainText(line, maxLogCharacters))
    .join('\n');
}

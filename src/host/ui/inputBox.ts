import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

/** The texts of an input box. */
export interface InputBoxTexts {
  readonly title: string;
  /** Below the input. */
  readonly prompt?: string;
  /** In the empty input. */
  readonly placeholder?: string;
  /** The text that the user can change. */
  readonly value?: string;
  /** The part of it that is selected, all of it by default. */
  readonly valueSelection?: readonly [start: number, end: number];
}

/** Creates an input box that stays open when it loses the focus. */
export function createInputBox(texts: InputBoxTexts): vscode.InputBox {
  const { title, prompt, placeholder } = toPlainTexts(texts);
  const input = vscode.window.createInputBox();
  input.title = title;
  input.prompt = prompt;
  input.placeholder = placeholder;
  input.ignoreFocusOut = true;
  return input;
}

/** Shows a text below the input. */
export function setPrompt(input: vscode.InputBox, prompt: string): void {
  input.prompt = toPlainSentence(prompt);
}

/** Shows what is wrong with the input; `undefined` if nothing is. */
export function setValidationMessage(
  input: vscode.InputBox,
  message: string | undefined,
  severity = vscode.InputBoxValidationSeverity.Error,
): void {
  input.validationMessage =
    message === undefined ? undefined : { message: toPlainSentence(message), severity };
}

/** Creates a button of an input box. @param iconName name of a product icon */
export function createInputButton(iconName: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(iconName), tooltip: toPlainSentence(tooltip) };
}

/**
 * Asks for a text. `undefined` if the user dismisses the input box.
 * @param validate returns what is wrong with the input; `undefined` if nothing is
 */
export async function askForText(
  texts: InputBoxTexts,
  validate: (text: string) => string | undefined,
): Promise<string | undefined> {
  const { title, prompt, placeholder } = toPlainTexts(texts);
  return vscode.window.showInputBox({
    title,
    ...(prompt !== undefined && { prompt }),
    ...(placeholder !== undefined && { placeHolder: placeholder }),
    ...(texts.value !== undefined && { value: texts.value }),
    ...(texts.valueSelection && { valueSelection: [...texts.valueSelection] }),
    ignoreFocusOut: true,
    validateInput: (text) => toPlainIfShown(validate(text)),
  });
}

function toPlainTexts({ title, prompt, placeholder }: InputBoxTexts) {
  return {
    title: toPlainSentence(title),
    prompt: toPlainIfShown(prompt),
    placeholder: toPlainIfShown(placeholder),
  };
}

function toPlainIfShown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toPlainSentence(text);
}

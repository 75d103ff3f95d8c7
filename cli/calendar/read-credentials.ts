import { text } from 'node:stream/consumers';

/**
 * Reads credentials from the standard input, from a file or a pipe. What is pasted into a terminal would be shown, and stay in
 * its history of lines. @throws a sentence with the command to run, when the input is a terminal
 */
export function readCredentials(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  command: string,
): Promise<string> {
  if (input.isTTY)
    return Promise.reject(
      new Error(
        `Give the JSON on the standard input, so that a terminal does not show it: ${command} < credentials.json`,
      ),
    );
  return text(input);
}

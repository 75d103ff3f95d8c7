/** What came back. Bodies are never read: whatever a receiver says may hold what it was sent. */
export type WebhookAnswer =
  | { readonly outcome: 'answered'; readonly status: number }
  /** `private_address`, `timeout`, `unreachable`, `not_https`, `wrong_address`. */
  | { readonly outcome: 'not_reached'; readonly because: string };

/** Posts a signed message. Never throws for what the receiver or the way to it does. */
export interface WebhookSender {
  send(message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<WebhookAnswer>;
}

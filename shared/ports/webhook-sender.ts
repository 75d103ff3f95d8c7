/** A receiver's answer. Bodies are never read, since they may repeat what was sent. */
export type WebhookResponse =
  | { readonly outcome: 'answered'; readonly status: number }
  /** `private_address`, `timeout`, `unreachable`, `not_https`, `forbidden_address`. */
  | { readonly outcome: 'not_reached'; readonly because: string };

/** Posts a signed message. Never throws for failures of the receiver or the network. */
export interface WebhookSender {
  send(message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<WebhookResponse>;
}

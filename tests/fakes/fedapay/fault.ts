/** An answer that is an error, in FedaPay's own form: a message, and what is wrong with each field. */
export class FedapayFault extends Error {
  readonly status: 400 | 401 | 404 | 500 | 503;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  constructor(status: FedapayFault['status'], message: string, errors: FedapayFault['errors'] = {}) {
    super(message);
    this.name = 'FedapayFault';
    this.status = status;
    this.errors = errors;
  }
}

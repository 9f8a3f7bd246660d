import { Migration } from '@mikro-orm/migrations';

/** What a customer's invitations came to, beside them in their index: the rate of some customers is read from it alone. */
export class Migration20261127160000_invitation_answers extends Migration {
  override async up(): Promise<void> {
    this.indexByCustomer('include (issued_at, answered_at)');
  }

  override async down(): Promise<void> {
    this.indexByCustomer('');
  }

  private indexByCustomer(beside: string): void {
    this.addSql(`drop index invitation_by_customer`);
    this.addSql(`create index invitation_by_customer on invitation (customer_id, invited_at, id) ${beside}`);
  }
}

// Audit: who changed what, and who read personal data. Others write the change log, through their unit of work; it is
// read here.

import { adminScope } from '../access/scopes.ts';
import type { Slice } from '../api/slice.ts';
import { changeById, personalReadById } from './audit.loader.ts';
import { AuditResolver } from './audit.resolver.ts';
import { PersonalRead } from './personal.read.entity.ts';

export const audit: Slice = {
  name: 'audit',
  entities: [PersonalRead],
  resolvers: [AuditResolver],
  nodes: [
    { typeName: 'Change', prefix: 'change', by: changeById, scope: adminScope },
    { typeName: 'PersonalDataRead', prefix: 'personal_read', by: personalReadById, scope: adminScope },
  ],
  scopes: {},
};

import type { Slice } from '../api/slice.ts';
import { FeedbackCase, Improvement, ImprovementFeedback } from './improvement.entity.ts';
import { feedbackByKey, improvementById } from './improvement.loader.ts';
import { ImprovementFields, ImprovementResolver } from './improvement.resolver.ts';
import { CaseStudy, CaseStudyCustomer, Finding } from './study.entity.ts';
import { findingById, studyById } from './study.loader.ts';
import { CaseStudyResolver } from './study.resolver.ts';

export const improvements: Slice = {
  name: 'improvements',
  entities: [Improvement, ImprovementFeedback, FeedbackCase, CaseStudy, CaseStudyCustomer, Finding],
  facts: [
    { table: 'improvement_feedback' },
    { table: 'feedback_case' },
    { table: 'case_study_customer' },
    { table: 'finding' },
  ],
  resolvers: [ImprovementResolver, ImprovementFields, CaseStudyResolver],
  nodes: [
    { typeName: 'Improvement', prefix: 'improvement', by: improvementById, scope: 'satisfaction:read' },
    { typeName: 'Feedback', prefix: 'feedback', by: feedbackByKey, scope: 'satisfaction:read' },
    { typeName: 'CaseStudy', prefix: 'study', by: studyById, scope: 'satisfaction:read' },
    { typeName: 'Finding', prefix: 'finding', by: findingById, scope: 'satisfaction:read' },
  ],
  // Those of satisfaction are declared with surveys.
  scopes: {},
};

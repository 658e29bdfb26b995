-- SPDX-License-Identifier: EUPL-1.2
-- What the public wrote in is not kept for ever (AVG article 5(1)(e)); the terms are settings.
grant update (remark) on sharing.feedback to schakel_app;
grant delete on sharing.help_question, sharing.help_answer to schakel_app;
comment on column sharing.feedback.remark is 'Short text without personal data, checked on the way in; may be empty, and is emptied at the end of its term (schakel.sharing.remark-days)';
comment on table sharing.help_question is 'A question that no rule answers, for the data-protection officer. Codes and a short text, no case and no asker; deleted with its answer at the end of its term (schakel.sharing.help-question-days) unless it is open';

import type { FastifyInstance } from "fastify";
import { type Agreement, pastReview } from "../../policies/index.ts";
import type { Clock } from "../../service/clock.ts";
import { daysAfter } from "../../service/days.ts";
import { englandToday } from "../../service/england-today.ts";
import { ChildviewError } from "../../service/errors.ts";

/** For how many days before a review is due it is warned of. Eight weeks: whoever owns the agreement has to meet, and officers of several agencies to sign what they settle. */
const daysOfWarning = 56;

type Dated = Pick<Agreement, "id" | "reviewBy">;

/** The review dates of the documents by which a service decides, looked at anew each time. */
export interface Reviews {
  /** A sentence for each document that is past its review date, or will be within eight weeks; the longest due first. */
  warnings(): readonly string[];
  /** Throws AGREEMENT_OVERDUE from the day after the first review date on. */
  requireInTime(): void;
}

/** Looks at the review dates of documents as on the day in England that the clock says. An agency's own documents go on holding when their review is due; see decision 36. */
export function reviewsOf(documents: readonly Dated[], clock: Clock): Reviews {
  return {
    warnings() {
      const today = englandToday(clock());
      return pastReview(documents, daysAfter(today, daysOfWarning + 1)).map((one) => warningOf(one, today));
    },
    requireInTime() {
      const [first] = pastReview(documents, englandToday(clock()));
      if (first !== undefined) throw new ChildviewError("AGREEMENT_OVERDUE", overdue(first));
    },
  };
}

function warningOf(document: Dated, today: string): string {
  if (document.reviewBy < today) return overdue(document);
  return `The review of ${document.id} is due by ${document.reviewBy}: from the day after, the partnership decides nothing until it is reviewed.`;
}

function overdue({ id, reviewBy }: Dated): string {
  return `The review of ${id} was due by ${reviewBy}: until it is reviewed, the partnership decides nothing.`;
}

/** Writes the warnings to the log, at once and then on each day in England on which anything is asked, whoever asks it: `/health` is asked all the time. */
export function warnOfReviews(app: FastifyInstance, reviews: Reviews, clock: Clock): void {
  let warnedOn = "";
  const warn = (): void => {
    const today = englandToday(clock());
    if (today === warnedOn) return;
    warnedOn = today;
    for (const warning of reviews.warnings()) app.log.warn(warning);
  };
  warn();
  app.addHook("onRequest", (_request, _reply, done) => {
    warn();
    done();
  });
}

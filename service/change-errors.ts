/** Why a change to a child's facts was not made, as a closed list: what happened, why, and what to do. Each is said to whoever asked for the change; nothing was stored. */
export const changeErrorCodes = {
  CHILD_NOT_FOUND: {
    http: 404,
    what: "There is no such child, or the child is out of your reach.",
    todo: "Check the id. If you work with the child, ask the lead practitioner to add you to the team.",
  },
  CONSENT_NOT_FOUND: { http: 404, what: "The child has no such consent.", todo: "Take the id from `Child.consents`." },
  MEMBERSHIP_NOT_FOUND: { http: 404, what: "The child's team has no such membership.", todo: "Take the id from `Child.team`." },
  PRACTITIONER_NOT_FOUND: {
    http: 404,
    what: "The partnership's directory has no such practitioner.",
    todo: "Check the id, or ask their agency to add them to the directory.",
  },
  RESTRICTION_NOT_FOUND: {
    http: 404,
    what: "The child has no such restriction, or none that you answer for.",
    todo: "Take the id from `Child.restrictions`, the officers' queue or the alert.",
  },
  ASSESSMENT_NOT_FOUND: {
    http: 404,
    what: "The child has no such assessment, or none that you may see.",
    todo: "Take the id from `Child.assessments`.",
  },
  PROCESS_NOT_FOUND: { http: 404, what: "The child has no such process.", todo: "Take the id from `Child.processes`." },
  OVERRIDE_NOT_FOUND: { http: 404, what: "There is no such override, or none that concerns you.", todo: "Check the id in the alert." },
  ACTION_NOT_PERMITTED: {
    http: 403,
    what: "Your role, or what you are to the child, does not let you change this.",
    todo: "Ask the child's lead practitioner; `npm run policy -- read actions` says whose it is.",
  },
  ROLE_CONTRADICTED: {
    http: 403,
    what: "Your token says that you may change this, and the partnership's directory does not.",
    todo: "Ask the information governance officer of your agency, who was told, to correct whichever is wrong; until then a colleague can change it.",
  },
  NOT_A_HOLDER: {
    http: 403,
    what: "Only those who hold parental responsibility decide this for the child.",
    todo: "If you hold parental responsibility, ask the partnership to record it; else ask a holder.",
  },
  RIGHTS_RESTRICTED: {
    http: 403,
    what: "This person cannot decide this for the child now.",
    todo: "Ask the information governance officer.",
  },
  RIGHTS_PASSED_TO_YOUNG_PERSON: {
    http: 403,
    what: "Compulsory school age has ended, so the young person decides for themself.",
    todo: "Ask the young person; a lack of capacity has to be assessed and recorded first.",
  },
  RIGHTS_NOT_YET_YOURS: {
    http: 403,
    what: "Those with parental responsibility still decide this for the child.",
    todo: "Ask one of them; or a professional can assess and record that the child is competent to decide it.",
  },
  CHILD_DECIDES: {
    http: 403,
    what: "The child was assessed as competent to decide about one of these categories, so nobody else does.",
    todo: "Ask the child, or leave those categories out.",
  },
  NOT_YOUR_CONSENT: {
    http: 403,
    what: "The consent is another person's word.",
    todo: "Say your own: where those who decide differ, a refusal stands.",
  },
  ALREADY_WITHDRAWN: {
    http: 409,
    what: "The consent was withdrawn before.",
    todo: "Nothing has to be done. To share again, give a new consent.",
  },
  CONSENT_NOT_GIVEN: {
    http: 409,
    what: "It is a refusal, so there is nothing to limit, renew or withdraw.",
    todo: "Give a consent instead.",
  },
  RENEWAL_CONTRADICTED: {
    http: 409,
    what: "Since it was given, the same person refused or took back something that it covers.",
    todo: "Give a new consent to what is meant now.",
  },
  LIMIT_WIDENS: {
    http: 400,
    what: "A limit may only narrow what the consent covers.",
    todo: "Leave out what it did not cover; to share more, give another consent.",
  },
  PERIOD_INVALID: { http: 400, what: "The days from and until which it holds cannot be used.", todo: "Correct the day that is named." },
  EVIDENCE_MISSING: {
    http: 400,
    what: "What was said on paper or by word needs its evidence.",
    todo: "Say where the form or the note is kept.",
  },
  REASON_TOO_SHORT: {
    http: 400,
    what: "The reason says too little for somebody else to judge it.",
    todo: "Say in a sentence or two what it rests on, or what happened and why it cannot wait: 30 characters and five different words at least.",
  },
  ALREADY_ON_TEAM: { http: 409, what: "The practitioner is on the child's team already.", todo: "Nothing has to be done." },
  MEMBERSHIP_ENDED: {
    http: 409,
    what: "The membership has ended before.",
    todo: "Nothing has to be done. To return, join the team again.",
  },
  NOT_ON_TEAM: { http: 409, what: "The practitioner is not on the child's team.", todo: "Add them to the team first." },
  ALREADY_LEAD: { http: 409, what: "The practitioner leads the team already.", todo: "Nothing has to be done." },
  STATUTORY_MEMBER: {
    http: 409,
    what: "The law asks for this member: the child has a protection plan or is looked after.",
    todo: "Have your agency bring in who follows; a colleague then ends the membership.",
  },
  TEAM_WOULD_BE_EMPTY: {
    http: 409,
    what: "Nobody would be left on the team while agencies still work with the child.",
    todo: "Bring in who follows first.",
  },
  NOTHING_TO_UNDO: {
    http: 409,
    what: "It is no expulsion and no change of lead of the last seven days, or it was undone before.",
    todo: "Bring the practitioner in, or name the lead, anew.",
  },
  MANDATE_FOREIGN: {
    http: 400,
    what: "A mandate comes from the agency that the practitioner works for.",
    todo: "Name the mandate that their own agency gave.",
  },
  ROLE_NOT_FOR_TEAMS: {
    http: 400,
    what: "The agreements give the practitioner's role nothing to do on a team around a child.",
    todo: "Add somebody who works with the child.",
  },
  NOTHING_TO_CONFIRM: {
    http: 409,
    what: "The restriction needs nobody to confirm it, or was confirmed before.",
    todo: "Nothing has to be done.",
  },
  RESTRICTION_ENDED: { http: 409, what: "The restriction has ended before.", todo: "Nothing has to be done." },
  ASSESSMENT_CONTESTED: {
    http: 409,
    what: "The assessment was contested, so what it opens stays closed.",
    todo: "Somebody else can assess the child anew; the one who was contested cannot.",
  },
  ASSESSMENT_OWN: {
    http: 403,
    what: "Nobody writes down a consent that counts only by an assessment of their own.",
    todo: "The person says it themself through Childview, or somebody else who works with the child writes it down.",
  },
  CHILD_TOO_YOUNG: {
    http: 409,
    what: "Under ten, no child is assessed as competent to decide with whom their records are shared.",
    todo: "Write the child's wishes into their own page, and ask those with parental responsibility.",
  },
  CONSENT_IN_OWN_FAVOUR: {
    http: 403,
    what: "Nobody writes down a consent by which their own agency reads more.",
    todo: "The person says it themself through Childview, or somebody of another agency writes it down.",
  },
  PROCESS_OPEN: {
    http: 409,
    what: "The child has a process of this kind open already.",
    todo: "Record its milestones, or close it first; its id stands in `Child.processes`.",
  },
  PROCESS_CLOSED: {
    http: 409,
    what: "The process is closed.",
    todo: "Nothing has to be done. If it begins again, open another.",
  },
  ASSESSMENT_ENDED: { http: 409, what: "The assessment has ended before.", todo: "Nothing has to be done." },
  OVERRIDE_NOT_FORESEEN: {
    http: 403,
    what: "The agreements open nothing to your role by an override for this purpose.",
    todo: "Ask for another purpose if it is yours, or call the agency that holds the record.",
  },
  OVERRIDE_ENDED: { http: 409, what: "The override has ended before.", todo: "Nothing has to be done." },
  NOTHING_AWAITS: {
    http: 409,
    what: "Nothing of the override awaits a second person, or an officer has reviewed it meanwhile.",
    todo: "Nothing has to be done. If more has to be opened, open another override.",
  },
  OVERRIDE_ALREADY_REVIEWED: {
    http: 409,
    what: "The override was reviewed for your agency before.",
    todo: "Nothing has to be done: each other agency that it concerns reviews for itself.",
  },
  OVERRIDE_OWN: { http: 403, what: "Nobody reviews an override of their own.", todo: "Leave it to another officer." },
  OVERRIDE_UNJUSTIFIED: {
    http: 403,
    what: "A privacy officer found an override of this child unjustified that you had opened, so you open no other.",
    todo: "In an emergency have a colleague on the team open one, or call the agency that holds the record. Ask a privacy officer whom it concerned to allow you another.",
  },
  NOTHING_KEPT: {
    http: 409,
    what: "The override is not kept from the family: they are told of it already.",
    todo: "Nothing has to be done. Where it would put somebody at risk by now, have it recorded as a restriction.",
  },
  NOTHING_TO_ALLOW: {
    http: 409,
    what: "Your agency did not find the override unjustified, or has allowed another since.",
    todo: "Nothing has to be done. If another agency found it unjustified, it allows another for itself.",
  },
  ALERT_NOT_FOUND: { http: 404, what: "There is no such alert, or none to you.", todo: "Take the id from `myAlerts`." },
  CONSENT_RESOURCE_REFUSED: {
    http: 400,
    what: "The FHIR Consent resource cannot be taken over without guessing what it means.",
    todo: "Correct what is named, or record the consent by hand.",
  },
  TOO_MANY_CONSENTS: {
    http: 409,
    what: "You have said as much about the sharing of this child's records as one person does in a year.",
    todo: "Say more in one consent, or have the other person say it. A consent can always be withdrawn, and whole agencies refused, for all purposes.",
  },
  TOO_MANY_RESTRICTIONS: {
    http: 409,
    what: "You have recorded as many restrictions of this child as one person does in a year.",
    todo: "Have a colleague of your agency record it: each has room of their own.",
  },
  TOO_MANY_MEMBERSHIPS: {
    http: 409,
    what: "You have changed this child's team as often as one person does in a year.",
    todo: "Have a colleague do it: each has room of their own. Memberships can always be ended.",
  },
  TOO_MANY_ASSESSMENTS: {
    http: 409,
    what: "You have assessed this child as often as one person does in a year.",
    todo: "Assess all categories in one, or have a colleague assess the child.",
  },
  TOO_MANY_PROCESS_EVENTS: {
    http: 409,
    what: "You have recorded as much of this child's processes as one person does in a year.",
    todo: "Have a colleague record it: each has room of their own. Processes can always be closed.",
  },
  OVERRIDES_UNREVIEWED: {
    http: 409,
    what: "You have opened so many overrides of this child in a week that officers have still to review.",
    todo: "In an emergency have a colleague on the team open one now, or call the agency that holds the record. Ask a privacy officer of your agency to review yours.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    http: 409,
    what: "The idempotency key was used for another change.",
    todo: "Make a new key for each change, and repeat a key only to repeat the same change.",
  },
} as const;

import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, FieldResolver, Info, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from "typeorm";
import { AgencyRecord } from "../../subgraphs/kit/agency-record.ts";
import type { AgencySubgraph } from "../../subgraphs/kit/agency-subgraph.ts";
import { Classified, Unclassified } from "../../subgraphs/kit/classified.ts";
import { CodedValue } from "../../subgraphs/kit/coded-value.ts";
import { RecordList } from "../../subgraphs/kit/connection.ts";
import type { RecordRoot, SubgraphContext } from "../../subgraphs/kit/context.ts";
import { Practitioner } from "../../subgraphs/kit/practitioner.ts";

/** The categories of an agency that is in no list but the tests'. */
export const categories: ReadonlySet<string> = new Set([
  "youth-work.held",
  "youth-work.visits",
  "youth-work.safety",
  "youth-work.clubs",
  "youth-work.leaflets",
]);

@Entity("known_child")
export class KnownChild {
  @PrimaryColumn({ type: "text" })
  child!: string;
}

@ObjectType({ description: "A value inside a row." })
@Classified("youth-work.visits")
class Step {
  @Field(() => String, { description: "What was done." })
  done!: string;

  @Field(() => CodedValue, { description: "How it went." })
  outcome!: CodedValue;
}

/** A row that holds a value of its own category, a value of no category, a practitioner, and one field of another category. */
@Entity("visit")
@ObjectType({ description: "A visit to the family." })
@Classified("youth-work.visits")
export class Visit extends AgencyRecord {
  static readonly newestFirst = "visitedOn";

  @Column({ name: "visited_on", type: "date", nullable: true })
  @Field(() => String, { description: "The day." })
  visitedOn!: string | null;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "Where." })
  place!: CodedValue;

  @Column({ type: "jsonb" })
  @Field(() => [Step], { description: "What was done." })
  steps!: Step[];

  @Column({ type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "Who went." })
  worker!: Practitioner | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "A worry for the child's safety." })
  @Classified("youth-work.safety")
  worry!: string | null;

  @Field(() => String, { description: "The month, which is computed from the day." })
  get month(): string | null {
    return this.visitedOn?.slice(0, 7) ?? null;
  }
}

@Entity("club")
@ObjectType({ description: "A club that the child goes to." })
@Classified("youth-work.clubs")
export class Club extends AgencyRecord {
  @Column({ type: "text" })
  @Field(() => String, { description: "Its name." })
  name!: string;
}

@ObjectType({ description: "Something that is the same for every child." })
@Unclassified("It is printed.")
class Leaflet {
  @Field(() => String, { description: "Its title." })
  title!: string;
}

@ObjectType({ description: "What the youth workers hold about a child." })
export class YouthWorkRecord implements RecordRoot {
  child!: string | null;
}

const theOneLeaflet: Leaflet = { title: "Where to turn" };
const unseen = Object.assign(new Visit(), { id: "stray", visitedOn: "2026-01-01", worry: "nobody may see this" });

@Resolver(() => YouthWorkRecord)
class YouthWorkResolver {
  @FieldResolver(() => Boolean, { description: "Whether there is a record." })
  @Classified("youth-work.held")
  held(@Root() record: YouthWorkRecord, @Ctx() { records }: SubgraphContext): Promise<boolean> {
    return records.held(record);
  }

  @RecordList(Visit, { description: "Visits, newest first." })
  @Classified("youth-work.visits")
  visits(@Root() record: YouthWorkRecord, @Ctx() { records }: SubgraphContext): Promise<Visit[] | null> {
    return records.of(Visit, record);
  }

  @FieldResolver(() => [Visit], { description: "The same rows as a plain list." })
  @Classified("youth-work.visits")
  everyVisit(@Root() record: YouthWorkRecord, @Ctx() { records }: SubgraphContext): Promise<Visit[] | null> {
    return records.of(Visit, record);
  }

  @FieldResolver(() => Visit, { description: "The newest visit that may be seen." })
  @Classified("youth-work.visits")
  async latestVisit(@Root() record: YouthWorkRecord, @Ctx() { records, guard }: SubgraphContext): Promise<Visit | null> {
    return guard.permitted(record, "youth-work.visits", await records.of(Visit, record))[0] ?? null;
  }

  @RecordList(Club, { description: "Clubs." })
  @Classified("youth-work.clubs")
  clubs(@Root() record: YouthWorkRecord, @Ctx() { records }: SubgraphContext): Promise<Club[] | null> {
    return records.of(Club, record);
  }

  @FieldResolver(() => Leaflet, { description: "One object for all children: what no resolver should do." })
  @Classified("youth-work.leaflets")
  leaflet(): Leaflet {
    return theOneLeaflet;
  }

  @FieldResolver(() => [Visit], { description: "Is refused by its resolver, to everybody." })
  @Classified("youth-work.visits")
  sealedVisits(@Ctx() { guard }: SubgraphContext, @Info() info: GraphQLResolveInfo): null {
    return guard.refuse(
      { category: "youth-work.visits", reason: "ROLE", remedy: "Nobody reads this.", rules: [], policy: "a-version" },
      info,
    );
  }

  @FieldResolver(() => String, { description: "Fails, with words that nobody may read." })
  @Classified("youth-work.leaflets")
  broken(): string {
    throw new Error("C-1 lives at 7 Mill Lane");
  }

  @Query(() => Visit, { description: "A way in that forgets to place what it answers under a grant." })
  @Unclassified("It is a way in.")
  stray(): Visit {
    return unseen;
  }
}

class Tables0001 implements MigrationInterface {
  readonly name = "Tables1764000000001";

  async up(runner: QueryRunner): Promise<void> {
    const row =
      "id text PRIMARY KEY, child text NOT NULL, about_other boolean NOT NULL DEFAULT false, withheld_from_family boolean NOT NULL DEFAULT false";
    await runner.query("CREATE TABLE known_child (child text PRIMARY KEY)");
    await runner.query(
      `CREATE TABLE visit (${row}, visited_on date, place jsonb NOT NULL, steps jsonb NOT NULL, worker jsonb, worry text)`,
    );
    await runner.query(`CREATE TABLE club (${row}, name text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE club, visit, known_child");
  }
}

/** A small agency, written as every agency is. */
export const youthWork: AgencySubgraph = {
  agency: "youth-work",
  record: YouthWorkRecord,
  resolvers: [YouthWorkResolver],
  entities: [KnownChild, Visit, Club],
  migrations: [Tables0001],
};

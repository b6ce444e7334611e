using static NpgsqlTypes.NpgsqlDbType;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>
/// The policies as one database without events would have them: each thing in a table of its own, nothing twice, foreign keys, and an index for each way in
/// which the questions of business come in. Days from and until which something holds stand in the row, so that no question has to look for the next row.
/// </summary>
internal static class RelationalTables
{
    // What tables refer to comes before them.
    public static readonly RelationalTable Regions = new("regions", 1, [("id", Smallint), ("name", Text)]);
    public static readonly RelationalTable Towns = new("towns", 1, [("id", Smallint), ("post_code", Text), ("name", Text), ("region_id", Smallint)]);
    public static readonly RelationalTable Models = new("vehicle_models", 1, [("id", Smallint), ("name", Text)]);
    public static readonly RelationalTable Covers = new("covers", 1, [("id", Smallint), ("name", Text)]);
    public static readonly RelationalTable Perils = new("perils", 1, [("id", Smallint), ("name", Text)]);
    public static readonly RelationalTable Persons = new("persons", 1, [("id", Uuid), ("name", Text), ("born", Date)]);
    public static readonly RelationalTable Addresses = new("addresses", 1, [("id", Uuid), ("street", Text), ("town_id", Smallint)]);
    public static readonly RelationalTable Vehicles = new("vehicles", 1, [("id", Uuid), ("registration", Text), ("model_id", Smallint), ("price", Numeric)]);
    public static readonly RelationalTable Policies = new("policies", 1,
        [("id", Uuid), ("number", Text), ("holder_id", Uuid), ("vehicle_id", Uuid), ("stage", Text), ("starts_on", Date), ("quote_valid_until", Date), ("is_monthly", NpgsqlTypes.NpgsqlDbType.Boolean)]);
    public static readonly RelationalTable Underwritings = new("underwritings", 1, [("policy_id", Uuid), ("is_accepted", NpgsqlTypes.NpgsqlDbType.Boolean), ("loading", Numeric), ("reason", Text)]);
    public static readonly RelationalTable Cancellations = new("cancellations", 1, [("policy_id", Uuid), ("effective_on", Date), ("reason", Text), ("refund", Numeric)]);
    public static readonly RelationalTable Terms = new("terms", 2, [("policy_id", Uuid), ("begins_on", Date), ("ends_on", Date)]);
    public static readonly RelationalTable RiskPeriods = new("risk_periods", 2,
        [("policy_id", Uuid), ("valid_from", Date), ("valid_until", Date), ("address_id", Uuid), ("cover_id", Smallint), ("excess", Numeric), ("annual_premium", Numeric)]);
    public static readonly RelationalTable RiskDrivers = new("risk_drivers", 3, [("policy_id", Uuid), ("valid_from", Date), ("person_id", Uuid)]);
    public static readonly RelationalTable Suspensions = new("suspensions", 2, [("policy_id", Uuid), ("begins_on", Date), ("ends_on", Date)]);
    public static readonly RelationalTable Instalments = new("instalments", 2, [("policy_id", Uuid), ("number", Integer), ("due_on", Date), ("amount", Numeric)]);
    public static readonly RelationalTable Payments = new("premium_payments", 2, [("policy_id", Uuid), ("instalment", Integer), ("paid_on", Date), ("amount", Numeric)]);
    public static readonly RelationalTable Claims = new("claims", 2,
        [("policy_id", Uuid), ("number", Integer), ("loss_on", Date), ("reported_on", Date), ("peril_id", Smallint), ("description", Text), ("reserve", Numeric), ("settled_on", Date)]);
    public static readonly RelationalTable Reserves = new("claim_reserves", 3, [("policy_id", Uuid), ("claim", Integer), ("number", Integer), ("set_at", TimestampTz), ("reserve", Numeric)]);
    public static readonly RelationalTable ClaimPayments = new("claim_payments", 3, [("policy_id", Uuid), ("claim", Integer), ("number", Integer), ("paid_on", Date), ("amount", Numeric)]);

    public static readonly IReadOnlyList<RelationalTable> All =
    [
        Regions, Towns, Models, Covers, Perils, Persons, Addresses, Vehicles, Policies, Underwritings, Cancellations, Terms, RiskPeriods, RiskDrivers, Suspensions,
        Instalments, Payments, Claims, Reserves, ClaimPayments,
    ];

    // Names compare byte by byte, as DuckDB compares them, and quicker than by the rules of a language.
    public const string Create = """
        create schema relational;
        create table relational.regions (id smallint primary key, name text collate "C" not null unique);
        create table relational.towns (id smallint primary key, post_code text not null, name text not null, region_id smallint not null, unique (post_code, name, region_id));
        create table relational.vehicle_models (id smallint primary key, name text not null unique);
        create table relational.covers (id smallint primary key, name text collate "C" not null unique);
        create table relational.perils (id smallint primary key, name text collate "C" not null unique);
        create table relational.persons (id uuid primary key, name text not null, born date);
        create table relational.addresses (id uuid primary key, street text not null, town_id smallint not null);
        create table relational.vehicles (id uuid primary key, registration text not null, model_id smallint not null, price numeric(18,2) not null);
        create table relational.policies (
            id uuid primary key, number text unique, holder_id uuid not null, vehicle_id uuid not null, stage text not null, starts_on date not null,
            quote_valid_until date not null, is_monthly boolean not null);
        create table relational.underwritings (policy_id uuid primary key, is_accepted boolean not null, loading numeric(5,4) not null, reason text);
        create table relational.cancellations (policy_id uuid primary key, effective_on date not null, reason text not null, refund numeric(18,2) not null);
        create table relational.terms (policy_id uuid, begins_on date, ends_on date not null, primary key (policy_id, begins_on));
        create table relational.risk_periods (
            policy_id uuid, valid_from date, valid_until date not null, address_id uuid not null, cover_id smallint not null, excess numeric(18,2) not null,
            annual_premium numeric(18,2) not null, primary key (policy_id, valid_from));
        create table relational.risk_drivers (policy_id uuid, valid_from date, person_id uuid, primary key (policy_id, valid_from, person_id));
        create table relational.suspensions (policy_id uuid, begins_on date, ends_on date, primary key (policy_id, begins_on));
        create table relational.instalments (policy_id uuid, number integer, due_on date not null, amount numeric(18,2) not null, primary key (policy_id, number));
        create table relational.premium_payments (policy_id uuid, instalment integer, paid_on date not null, amount numeric(18,2) not null, primary key (policy_id, instalment));
        create table relational.claims (
            policy_id uuid, number integer, loss_on date not null, reported_on date not null, peril_id smallint not null, description text not null,
            reserve numeric(18,2) not null, settled_on date, primary key (policy_id, number));
        create table relational.claim_reserves (policy_id uuid, claim integer, number integer, set_at timestamptz not null, reserve numeric(18,2) not null, primary key (policy_id, claim, number));
        create table relational.claim_payments (policy_id uuid, claim integer, number integer, paid_on date not null, amount numeric(18,2) not null, primary key (policy_id, claim, number));
        """;

    /// <summary>Made when the rows are there, which is quicker.</summary>
    public const string Finish = """
        create index on relational.towns (region_id);
        create index on relational.addresses (town_id);
        create index on relational.policies (holder_id);
        create index on relational.policies (vehicle_id);
        create index on relational.vehicles (model_id);
        create index on relational.cancellations (effective_on);
        create index on relational.terms (begins_on, ends_on);
        create index on relational.terms (ends_on);
        create index on relational.risk_periods (address_id);
        create index on relational.risk_periods (policy_id, valid_from) include (valid_until, address_id, cover_id, annual_premium);
        create index on relational.premium_payments (paid_on) include (policy_id, amount);
        create index on relational.claims (loss_on) include (policy_id, number, peril_id, reserve, settled_on);
        create index on relational.claim_payments (policy_id, claim) include (paid_on, amount);

        alter table relational.towns add foreign key (region_id) references relational.regions;
        alter table relational.addresses add foreign key (town_id) references relational.towns;
        alter table relational.vehicles add foreign key (model_id) references relational.vehicle_models;
        alter table relational.policies add foreign key (holder_id) references relational.persons, add foreign key (vehicle_id) references relational.vehicles;
        alter table relational.underwritings add foreign key (policy_id) references relational.policies;
        alter table relational.cancellations add foreign key (policy_id) references relational.policies;
        alter table relational.terms add foreign key (policy_id) references relational.policies;
        alter table relational.risk_periods add foreign key (policy_id) references relational.policies, add foreign key (address_id) references relational.addresses,
            add foreign key (cover_id) references relational.covers;
        alter table relational.risk_drivers add foreign key (policy_id, valid_from) references relational.risk_periods, add foreign key (person_id) references relational.persons;
        alter table relational.suspensions add foreign key (policy_id) references relational.policies;
        alter table relational.instalments add foreign key (policy_id) references relational.policies;
        alter table relational.premium_payments add foreign key (policy_id, instalment) references relational.instalments;
        alter table relational.claims add foreign key (policy_id) references relational.policies, add foreign key (peril_id) references relational.perils;
        alter table relational.claim_reserves add foreign key (policy_id, claim) references relational.claims;
        alter table relational.claim_payments add foreign key (policy_id, claim) references relational.claims;
        """;
}

-- EdaKit 0004: the answers of the answering inbox, for PostgreSQL 13 or newer.
-- For applications that do not use EF Core migrations. It makes the same table as modelBuilder.AddAnswers().
-- It may be run again: what exists stays as it is. For tables in a schema, set the search path first: set search_path to sales;

create table if not exists edakit_answer (
    id uuid not null,
    message_id uuid not null,
    consumer character varying(500) not null,
    answer_id uuid not null,
    destination text not null,
    message_types text not null,
    content_type text not null,
    body bytea not null,
    properties text not null,
    lane character varying(200),
    answered_at bigint not null,
    constraint "PK_edakit_answer" primary key (id)
);

create index if not exists ix_edakit_answer_message on edakit_answer (message_id, consumer);

create index if not exists ix_edakit_answer_answered on edakit_answer (answered_at);

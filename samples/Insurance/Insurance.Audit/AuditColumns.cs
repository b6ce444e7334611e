namespace Insurance.Audit;

/// <summary>How entries are read from their table.</summary>
internal static class AuditColumns
{
    public const string Select = """
        select number as Number, position as Position, recorded_at as RecordedAt, policy_id as PolicyId, version as Version, event as Event, by as By, why as Why,
            command_id as CommandId, conversation_id as ConversationId, data as Data, seal as Seal
        from audit.entries
        """;
}

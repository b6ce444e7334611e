using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EdaKit.Outbox.Registration;

/// <summary>
/// An index of the outbox table. All are partial: a record stands in one of them, and in a second one if it is scheduled, so that storing
/// and deleting it costs no more than that.
/// </summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Properties">What it is sorted by.</param>
/// <param name="Where">Which properties must be null (false) or must not (true) for a record to stand in it.</param>
internal sealed record OutboxIndex(string Name, string[] Properties, (string Property, bool HasValue)[] Where)
{
    public void AddTo(EntityTypeBuilder<OutboxRecord> record)
    {
        var index = record.HasIndex(Properties, Name).HasDatabaseName(Name);
        index.HasFilter(FilterWith(property => record.Metadata.FindProperty(property)!.GetColumnName()));
    }

    /// <summary>The condition in SQL.</summary>
    public string FilterWith(Func<string, string> columnOf) => string.Join(" and ", Where.Select(term =>
        $"\"{columnOf(term.Property).Replace("\"", "\"\"", StringComparison.Ordinal)}\" is {(term.HasValue ? "not null" : "null")}"));
}

/// <summary>The indexes of the outbox table.</summary>
internal static class OutboxIndexes
{
    /// <summary>Records without a lane, by the time from which on a relay may take them. Parked ones, whose time is null, stand outside the range.</summary>
    public static readonly OutboxIndex Available = new("ix_edakit_outbox_available",
        [nameof(OutboxRecord.AvailableAt), nameof(OutboxRecord.Id)], [(nameof(OutboxRecord.Lane), false)]);

    /// <summary>Records that wait in their lanes.</summary>
    public static readonly OutboxIndex Lane = new("ix_edakit_outbox_lane",
        [nameof(OutboxRecord.Lane), nameof(OutboxRecord.Position)], [(nameof(OutboxRecord.Lane), true), (nameof(OutboxRecord.AvailableAt), true)]);

    /// <summary>Records of lanes that are parked, or held behind one that is.</summary>
    public static readonly OutboxIndex LaneAside = new("ix_edakit_outbox_lane_aside",
        [nameof(OutboxRecord.Lane), nameof(OutboxRecord.Position)], [(nameof(OutboxRecord.Lane), true), (nameof(OutboxRecord.AvailableAt), false)]);

    /// <summary>Scheduled messages, which may be cancelled.</summary>
    public static readonly OutboxIndex Token = new("ix_edakit_outbox_token",
        [nameof(OutboxRecord.Token)], [(nameof(OutboxRecord.Token), true)]);

    public static IReadOnlyList<OutboxIndex> All { get; } = [Available, Lane, LaneAside, Token];
}

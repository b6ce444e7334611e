using System.Security.Cryptography;
using System.Text;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>The name of the channel of an outbox: those who share the table share it.</summary>
internal static class NotificationChannel
{
    /// <param name="context">A context with the outbox.</param>
    public static string Of(DbContext context) => Of(StoreTable.Of<OutboxRecord>(context)!.Name);

    /// <param name="table">The quoted name of the outbox's table. A channel's name has at most 63 bytes, so a hash stands for it.</param>
    public static string Of(string table) => "edakit_outbox_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)).AsSpan(0, 8));
}

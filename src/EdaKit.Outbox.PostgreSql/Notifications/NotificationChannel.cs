using System.Security.Cryptography;
using System.Text;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>The name of the channel of an outbox: those who share the table share it.</summary>
internal static class NotificationChannel
{
    /// <param name="table">The quoted name of the outbox's table. A channel's name has at most 63 bytes, so a hash stands for it.</param>
    public static string Of(string table) => "edakit_outbox_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)).AsSpan(0, 8));
}

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EdaKit.Sagas.Registration;

/// <summary>Times of instances as milliseconds since 1970-01-01 UTC, which every database compares alike.</summary>
internal static class UnixTime
{
    public static ValueConverter<DateTime, long> Converter { get; } = new(
        time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
}

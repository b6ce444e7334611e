namespace Insurance.Host.Api;

/// <summary>What the supervisor looks for. <c>policy</c> is an id or a number, <c>from</c> and <c>to</c> are days in UTC, both included.</summary>
internal readonly record struct AuditFilter(string? Policy, string? By, string? Command, string? Event, DateOnly? From, DateOnly? To, long? Before, int? Take);

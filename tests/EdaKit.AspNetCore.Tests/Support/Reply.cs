using System.Net;
using System.Text;
using System.Text.Json;
using EdaKit.AspNetCore.Idempotency;

namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>An answer, as it came.</summary>
public sealed record Reply(HttpStatusCode Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsReplay => Headers.TryGetValue(IdempotencyHeaderNames.Replayed, out var value) && value == "true";

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The type of the problem that the answer is.</summary>
    public string? ProblemType
    {
        get
        {
            Assert.Equal("application/problem+json", Headers.GetValueOrDefault("Content-Type")?.Split(';')[0]);
            using var problem = JsonDocument.Parse(Body);
            Assert.Equal((int)Status, problem.RootElement.GetProperty("status").GetInt32());
            return problem.RootElement.GetProperty("type").GetString();
        }
    }
}

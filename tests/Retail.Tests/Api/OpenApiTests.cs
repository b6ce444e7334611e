using System.Text.Json;

namespace Retail.Tests.Api;

/// <summary>The description of the API is approved text: who builds a client on it must not be surprised.</summary>
public sealed class OpenApiTests(EmbeddedShop shop) : IClassFixture<EmbeddedShop>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_the_approved_one()
    {
        var found = (await shop.Http.GetStringAsync("/openapi/v1.json", Cancel)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = Approved();

        if (await File.ReadAllTextAsync(approved, Cancel) == found)
            return;

        var received = Path.ChangeExtension(approved, ".received.json");
        await File.WriteAllTextAsync(received, found, Cancel);
        Assert.Fail($"The API is not the one that was approved. Compare '{received}' with '{approved}', and put it in its place if it is right.");
    }

    [Fact]
    public async Task It_is_OpenApi_3_1_and_every_operation_has_a_name_and_says_what_it_answers()
    {
        using var document = JsonDocument.Parse(await shop.Http.GetStringAsync("/openapi/v1.json", Cancel));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Contains(operations, operation => operation.Name == "put /orders/{number}");
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.TryGetProperty("operationId", out _), operation.Name);
            Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Name);
        });
        Assert.Equal(
            ["202", "400", "422", "503"],
            operations.Single(operation => operation.Name == "put /orders/{number}").Value.GetProperty("responses").EnumerateObject().Select(answer => answer.Name));
    }

    private static string Approved()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdaKit.sln")))
                return Path.Combine(folder.FullName, "samples", "Retail", "openapi.json");
        }

        throw new InvalidOperationException("The tests were not built in the repository.");
    }
}

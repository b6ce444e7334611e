namespace EdaKit.Cli.Databases;

/// <summary>The tables that a group of commands works on, and where they come from: what an error has to name.</summary>
/// <param name="Main">The table without which nothing works.</param>
/// <param name="Call">The call in the application's model that adds them.</param>
/// <param name="Script">The file under <c>docs/sql</c> that makes them.</param>
/// <param name="Rights">What a user must be allowed to do with the main table.</param>
internal sealed record NeededTables(string Main, string Call, string Script, string Rights)
{
    public string Remedy(string folder) => $"The tables come from the application's migrations, where its model calls '{Call}', or from the script 'docs/sql/{folder}/{Script}'.";
}

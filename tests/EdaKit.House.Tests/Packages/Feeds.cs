using System.Xml.Linq;

namespace EdaKit.House.Tests.Packages;

/// <summary>Where a project far from this repository gets packages from.</summary>
internal static class Feeds
{
    /// <summary>
    /// A nuget.config: our packages from the feed alone; what others made may be taken from where this machine keeps it, to save the time.
    /// </summary>
    public static string Of(string feed)
    {
        var kept = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var fallback = Directory.Exists(kept) ? new XElement("fallbackPackageFolders", Add("kept", kept)) : null;

        return new XElement("configuration", new XElement("packageSources", Add("feed", feed)), fallback).ToString();

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }
}

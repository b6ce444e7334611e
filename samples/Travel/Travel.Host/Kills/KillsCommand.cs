using System.CommandLine;
namespace Travel.Host.Kills;
internal static class KillsCommand { public static Command Create() => new("kills", "x"); }

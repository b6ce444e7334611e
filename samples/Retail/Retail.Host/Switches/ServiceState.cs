namespace Retail.Host.Switches;

/// <summary>What a switch makes of a service.</summary>
internal enum ServiceState
{
    /// <summary>It works.</summary>
    Running,

    /// <summary>It takes no message: its events wait.</summary>
    Stopped,

    /// <summary>It takes every message, does its work, and fails at the end: the inbox rolls back, and the message is tried again.</summary>
    Failing,
}

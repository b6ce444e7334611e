namespace Insurance.Analytics.Files;

/// <summary>Analytics cannot be kept with this file, and nothing that is tried again would help: a person has to choose.</summary>
public sealed class AnalyticsUnavailableException(string message, Exception? cause = null) : InvalidOperationException(message, cause);

using EdaKit.Contracts;

namespace EdaKit.Tracing.Tests.Support;

/// <summary>A flow of three messages.</summary>
[EventContract("test.first", 1)]
public sealed record First([property: BusinessKey] string Order);

[EventContract("test.second", 1)]
public sealed record Second([property: BusinessKey] string Order);

[EventContract("test.third", 1)]
public sealed record Third([property: BusinessKey] string Order);

/// <summary>One that comes later.</summary>
[EventContract("test.reminder", 1)]
public sealed record Reminder([property: BusinessKey] string Order);

/// <summary>A request and its answer.</summary>
[EventContract("test.ask", 1)]
public sealed record Ask([property: BusinessKey] string Order);

[EventContract("test.answer", 1)]
public sealed record Answer([property: BusinessKey] string Order);

/// <summary>One whose consumer always fails.</summary>
[EventContract("test.broken", 1)]
public sealed record Broken([property: BusinessKey] string Order);

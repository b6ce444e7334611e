namespace EdaKit.Testing.Exploration;

/// <summary>Something that can happen next: what people read, the world after it, and what the machine threw, if it did.</summary>
internal readonly record struct Move(string Label, World World, Exception? Error = null)
{
    /// <summary>A label with what was sent to nobody, which may be why a run gets stuck.</summary>
    public static string LabelOf(string label, IReadOnlyList<Type> unheard) =>
        unheard.Count == 0 ? label : $"{label} (nobody listens to {string.Join(", ", unheard.Select(InFlight.NameOf))})";

    /// <summary>What an exception says, without what has been wrapped around it.</summary>
    public static string Describe(Exception error)
    {
        while (error.InnerException is { } inner)
            error = inner;

        return $"{error.GetType().FullName}: {error.Message}";
    }
}

namespace EdaKit.Testing.Exploration;

/// <summary>Says what a participant does: which effects its commands have, and how it answers.</summary>
public sealed class ParticipantBuilder
{
    internal ParticipantBuilder(string name) => Name = name;

    internal string Name { get; }

    internal Protections Protections { get; private set; } = Protections.All;

    internal Dictionary<Type, ParticipantRule> Rules { get; } = [];

    /// <summary>What protects the participant. Default: all.</summary>
    /// <param name="protections">One or several.</param>
    /// <returns>The same participant.</returns>
    public ParticipantBuilder Protected(Protections protections)
    {
        Protections = protections;
        return this;
    }

    /// <summary>A command that has an effect. The search tries its success, its refusal, and its fault.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="effect">The effect's name, such as <c>flight</c>.</param>
    /// <param name="success">Makes the answer.</param>
    /// <param name="refusal">Makes the answer where it can refuse. Default: it cannot.</param>
    /// <returns>The same participant.</returns>
    public ParticipantBuilder Command<TCommand>(string effect, Func<TCommand, object> success, Func<TCommand, object>? refusal = null)
        where TCommand : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(effect);
        ArgumentNullException.ThrowIfNull(success);

        Rules[typeof(TCommand)] = new(typeof(TCommand), effect, IsUndo: false, command => success((TCommand)command),
            refusal is null ? null : command => refusal((TCommand)command));
        return this;
    }

    /// <summary>A compensation, which takes an effect away.</summary>
    /// <typeparam name="TCommand">The compensation.</typeparam>
    /// <param name="effect">The effect's name.</param>
    /// <param name="done">Makes the answer.</param>
    /// <returns>The same participant.</returns>
    public ParticipantBuilder Undo<TCommand>(string effect, Func<TCommand, object> done)
        where TCommand : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(effect);
        ArgumentNullException.ThrowIfNull(done);

        Rules[typeof(TCommand)] = new(typeof(TCommand), effect, IsUndo: true, command => done((TCommand)command), null);
        return this;
    }
}

namespace EdaKit.Tracing.Journal;

/// <summary>A context that has a journal.</summary>
internal abstract record JournalBinding(Type ContextType, JournalOptions Options);

/// <summary>The same, for services of the context to ask for.</summary>
internal sealed record JournalBinding<TDb>(JournalOptions Options) : JournalBinding(typeof(TDb), Options);

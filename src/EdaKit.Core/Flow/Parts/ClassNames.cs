namespace EdaKit.Flow.Parts;

/// <summary>Names consumers as journals do where nothing else remembers them: by their class, without namespace and type arguments.</summary>
internal sealed class ClassNames : IConsumerNames
{
    public string NameOf(Type consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);

        return consumer.Name.Split('`')[0];
    }
}

using System.Runtime.CompilerServices;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>
/// Gives the same number to schemas, and to assertions, that say the same in the same words, from whichever document. Those that lead back to themselves are
/// only the same as themselves.
/// </summary>
internal sealed class SchemaIds
{
    private const int Reading = -1;

    private readonly Dictionary<string, int> _byText = [];
    private readonly Dictionary<Schema, int> _schemas = [];
    private readonly Dictionary<Assertion, int> _assertions = [];
    private readonly Dictionary<Schema, int> _selves = [];

    public int Of(Schema schema)
    {
        // What is met again while it is being looked at is recursive; neither can it be told apart by text when there is no room to look deeper.
        if (_schemas.TryGetValue(schema, out var known) && known != Reading)
            return known;

        if (known == Reading || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return OfItself(schema);

        _schemas.Add(schema, Reading);

        // A schema that only refers to another one says what that one says.
        var id = schema.Assertions is [AllAssertion only]
            ? Of(only.Schema)
            : OfText($"schema {string.Join(' ', schema.Assertions.Select(Of).Distinct().Order())}");

        _schemas[schema] = id;
        return id;
    }

    public int Of(Assertion assertion)
    {
        if (_assertions.TryGetValue(assertion, out var known))
            return known;

        var id = OfText(assertion.IdentityBy(Of));
        _assertions.Add(assertion, id);
        return id;
    }

    private int OfItself(Schema schema)
    {
        if (!_selves.TryGetValue(schema, out var number))
            _selves.Add(schema, number = _selves.Count);

        return OfText($"self {number}");
    }

    private int OfText(string text)
    {
        if (!_byText.TryGetValue(text, out var id))
            _byText.Add(text, id = _byText.Count + 1);

        return id;
    }
}

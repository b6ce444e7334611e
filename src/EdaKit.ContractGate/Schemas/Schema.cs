using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// One schema of a document: the assertions that a value must pass, all of them. None at all accepts everything. Does not change once the document is read.
/// </summary>
internal sealed class Schema(string location)
{
    private readonly List<Assertion> _assertions = [];

    public Schema(string location, params IEnumerable<Assertion> assertions)
        : this(location)
    {
        _assertions.AddRange(assertions);
    }

    /// <summary>Where it stands in its document.</summary>
    public string Location { get; } = location;

    public IReadOnlyList<Assertion> Assertions => _assertions;

    /// <summary>What a reader may take a missing member for.</summary>
    public JsonElement? Default { get; private set; }

    /// <summary>Adds what was read. Only for the reader of the document: schemas refer to each other, so they are there before they are read.</summary>
    public void Read(IEnumerable<Assertion> assertions, JsonElement? defaultValue)
    {
        _assertions.AddRange(assertions);
        Default ??= defaultValue;
    }

    /// <summary>Drops an assertion. Only for the reader of the document.</summary>
    public void Drop(Assertion assertion) => _assertions.Remove(assertion);
}

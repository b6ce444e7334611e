using System.Globalization;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Names differences in the items of an array.</summary>
internal sealed class ItemExplanation(Explanation explanation, Sent sent, string path)
{
    /// <summary>So many places are looked at one by one.</summary>
    private const int FewPlaces = 100;

    public void Explain(Assertion wanted)
    {
        switch (wanted)
        {
            case ItemAssertion item:
                Explain(item.Index, item.Schema, item.Index.ToString(CultureInfo.InvariantCulture));
                break;
            case ItemsAssertion items:
                Explain(items);
                break;
            case ContainsAssertion contains:
                explanation.Add(FindingKind.ContainsNarrowed, path, $"Readers want, by '{contains.Keyword}', {(contains.IsUpper ? "at most" : "at least")} "
                    + $"'{contains.Count}' items of a kind, and writers do not hold to it. Widen it, or give it to writers first.");
                break;
            case UniqueAssertion:
                explanation.Add(FindingKind.UniquenessAdded, path, "Readers want 'uniqueItems', and writers may send an item twice. Drop it, or give it to "
                    + "writers first.");
                break;
        }
    }

    private void Explain(ItemsAssertion items)
    {
        var places = Math.Min(Math.Max(sent.Places, items.From), items.From + FewPlaces);
        for (var i = items.From; i < places; i++)
            Explain(i, items.Schema, i.ToString(CultureInfo.InvariantCulture));

        Explain(places, items.Schema, "*");
    }

    private void Explain(int place, Schema wanted, string name)
    {
        var item = sent.Item(place).ToList();
        if (explanation.Accepts(wanted, item))
            return;

        if (explanation.Proof.IsEmpty([new(wanted, true)]))
            explanation.Add(FindingKind.ItemRefused, $"{path}/{name}", $"Writers may send {(name == "*" ? "further items" : $"an item at place '{name}'")}, "
                + "and readers refuse it. Let readers accept it, or bound the writers' arrays first.");
        else
            explanation.Explain(item, wanted, $"{path}/{name}");
    }
}
